import { localDate } from '../../shared/domain/dates.ts'
import { servingSources, type RosterSourceState } from '../../shared/domain/roster-state.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { Format } from '../messages/format.ts'
import type { Messages } from '../messages/id.ts'

/** From this age on the strip warns; the verdict itself says so too. Used where no programme names its own. */
const WARN_AFTER_DAYS = 3

type Given = Pick<SessionInfo, 'roster' | 'programmes' | 'today'>

/** Whether every source serves, with its newest version, and none is old for its programmes. */
export function isRosterFresh({ roster, programmes }: Pick<Given, 'roster' | 'programmes'>): boolean {
  return roster.kind === 'current' && speaking(roster.sources).every((source) => isFresh(source, programmes))
}

/** A source that has brought nothing yet speaks for nothing while another has its programmes. */
function speaking(sources: readonly RosterSourceState[]): RosterSourceState[] {
  return sources.filter(({ kind, programmes }) => kind !== 'none' || programmes.length > 0)
}

function isFresh(source: RosterSourceState, programmes: Given['programmes']): boolean {
  if (source.kind !== 'serving') return false
  const own = programmes.filter(({ code }) => source.programmes.includes(code))
  const judging = own.length > 0 ? own : programmes
  const warnAfter = Math.min(WARN_AFTER_DAYS, ...judging.map(({ staleWarningDays }) => staleWarningDays))
  return source.ageDays < warnAfter && !source.fellBack
}

/** What stands worst, in a few words; with several sources it says which one is meant. */
export function rosterText(
  { roster, programmes, today }: Given,
  timeZone: string,
  messages: Messages,
  format: Format,
): string {
  const m = messages.desk.frame
  if (roster.kind === 'none') return m.rosterNone
  if (roster.kind === 'damaged') return m.rosterDamaged
  const sources = speaking(roster.sources)
  const named = (source: RosterSourceState, text: string) =>
    sources.length > 1 ? m.rosterOf(text, namesOf(source, programmes)) : text
  const absent = sources.find(({ kind }) => kind !== 'serving')
  if (absent !== undefined) return named(absent, absent.kind === 'none' ? m.rosterNone : m.rosterDamaged)
  const serving = servingSources(roster)
  const worst = serving.find(({ fellBack }) => fellBack) ?? serving[0]
  if (worst === undefined) return m.rosterNone
  const { fellBack, ageDays, asOf, importedAt } = worst
  if (fellBack) return named(worst, m.rosterFellBack(format.shortDate(asOf)))
  if (ageDays > 0) return named(worst, m.rosterAge(format.shortDate(asOf), format.days(ageDays)))
  const importedToday = localDate(importedAt, timeZone) === today
  // All are of today: none has to be named.
  return importedToday ? m.rosterToday(format.time(importedAt)) : messages.common.today
}

function namesOf(source: RosterSourceState, programmes: Given['programmes']): string {
  return source.programmes.map((code) => programmes.find((one) => one.code === code)?.shortName ?? code).join(', ')
}
