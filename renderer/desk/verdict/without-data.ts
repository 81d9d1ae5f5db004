import type { IsoDate } from '../../../shared/domain/dates.ts'
import { contractedOn } from '../../../shared/domain/hospital.ts'
import { programmesWithoutData, type RosterState } from '../../../shared/domain/roster-state.ts'
import { joinWords } from '../../../shared/texts/format.ts'
import type { RichText } from '../../messages/rich-text.tsx'
import type { VerdictSettings } from './verdict-settings.ts'

/** Programmes of this hospital that nobody here could be looked up in: whoever was not found, or was refused, may be their member. */
export function withoutDataNote(
  roster: RosterState,
  serviceDate: IsoDate,
  { contracts, programmes, messages }: VerdictSettings,
): RichText {
  const codes = programmesWithoutData(roster, contractedOn({ contracts: [...contracts] }, serviceDate))
  if (codes.length === 0) return []
  const names = codes.map((code) => programmes.find((one) => one.code === code)?.shortName ?? code)
  return messages.verdict.withoutData(joinWords(names, messages.verdict.and))
}
