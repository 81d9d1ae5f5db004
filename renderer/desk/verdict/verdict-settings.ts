import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Contract } from '../../../shared/domain/hospital.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Language } from '../../../shared/texts/language.ts'
import type { Format } from '../../messages/format.ts'
import type { Messages } from '../../messages/id.ts'

/** What the panel's words rest on beside the answer itself. */
export type VerdictSettings = {
  language: Language
  messages: Messages
  format: Format
  today: IsoDate
  hospitalName: string | null
  programmes: readonly ProgrammeDefinition[]
  contracts: readonly Contract[]
}
