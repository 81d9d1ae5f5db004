import { admissionsContract } from './admissions.ts'
import { demoContract } from './demo.ts'
import { deskContract } from './desk.ts'
import { lettersContract } from './letters.ts'
import { rosterContract } from './roster.ts'
import { sessionContract } from './session.ts'

/** Every call and event between a screen and the core. */
export const contract = {
  session: sessionContract,
  desk: deskContract,
  admissions: admissionsContract,
  letters: lettersContract,
  roster: rosterContract,
  demo: demoContract,
}
