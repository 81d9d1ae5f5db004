import { accountsContract } from './accounts.ts'
import { admissionsContract } from './admissions.ts'
import { auditContract } from './audit.ts'
import { backupContract } from './backup.ts'
import { demoContract } from './demo.ts'
import { deskContract } from './desk.ts'
import { feedContract } from './feed.ts'
import { healthContract } from './health.ts'
import { keysContract } from './keys.ts'
import { lettersContract } from './letters.ts'
import { readersContract } from './readers.ts'
import { rosterContract } from './roster.ts'
import { sessionContract } from './session.ts'
import { setupContract } from './setup.ts'

/** Every call and event between a screen and the core. */
export const contract = {
  setup: setupContract,
  session: sessionContract,
  desk: deskContract,
  admissions: admissionsContract,
  letters: lettersContract,
  readers: readersContract,
  roster: rosterContract,
  feed: feedContract,
  accounts: accountsContract,
  audit: auditContract,
  backup: backupContract,
  keys: keysContract,
  health: healthContract,
  demo: demoContract,
}
