import type { HealthItem } from '../../../shared/contract/health.ts'
import { daysBetween, localDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { servingSources, versionName, type ServingSource } from '../../../shared/domain/roster-state.ts'
import type { Core } from '../open-core.ts'
import { restsOnOne } from '../roster/pointer-file.ts'
import { notice, trouble, well } from './health-item.ts'

const ENDING_DAYS = 30
/** Nobody has admitted anybody for longer: rather the clock than the hospital. */
const FAR_AHEAD_DAYS = 400
const DAY_MS = 86_400_000

/** `lastAt`: of the latest entry. */
export function clockItem({ journal, clock }: Pick<Core, 'journal' | 'clock'>, lastAt: IsoInstant): HealthItem {
  const now = clock.now()
  const behind = journal.clockBehindSince()
  if (behind !== null) {
    const minutes = Math.ceil((Date.parse(behind) - Date.parse(now)) / 60_000)
    return trouble('clock', 'behind', { minutes, latest: behind })
  }
  const days = Math.floor((Date.parse(now) - Date.parse(lastAt)) / DAY_MS)
  return days > FAR_AHEAD_DAYS ? notice('clock', 'far-ahead', { days }) : well('clock', 'right')
}

/** Of each programme the contract that lasts longest counts: the next year's may stand beside this year's. */
export function hospitalItem(hospital: Hospital | null, now: IsoInstant): HealthItem {
  if (hospital === null) return trouble('hospital', 'missing')
  const latest = new Map<string, Hospital['contracts'][number]>()
  for (const contract of hospital.contracts) {
    const known = latest.get(contract.programme)
    if (known === undefined || known.until < contract.until) latest.set(contract.programme, contract)
  }
  const [soonest] = [...latest.values()].toSorted((a, b) => (a.until < b.until ? -1 : 1))
  if (soonest === undefined) return trouble('hospital', 'no-contract', { hospital: hospital.name })
  const { programme, until } = soonest
  const days = daysBetween(localDate(now, hospital.timeZone), until)
  const facts = { programme, until, days }
  if (days < 0) return trouble('hospital', 'contract-ended', facts)
  return days <= ENDING_DAYS
    ? notice('hospital', 'contract-ending', facts)
    : well('hospital', 'set', { hospital: hospital.name, until })
}

export function operatorsItem({ accounts }: Pick<Core, 'accounts'>): HealthItem {
  const active = accounts.all().filter((operator) => operator.active)
  const canSignIn = active.filter(({ method }) => method !== null)
  if (active.length === 0) return trouble('operators', 'none')
  if (!canSignIn.some(({ role }) => accounts.rightsOf(role).includes('configure')))
    return trouble('operators', 'no-administrator')
  const lockedOut = active.filter(({ lockedOutForMs }) => lockedOutForMs > 0).length
  if (lockedOut > 0) return notice('operators', 'locked-out', { count: lockedOut })
  const without = active.length - canSignIn.length
  if (without > 0) return notice('operators', 'without-secret', { count: without })
  if (!canSignIn.some(({ role }) => accounts.rightsOf(role).includes('approve')))
    return notice('operators', 'nobody-approves', { count: active.length })
  return well('operators', 'ready', { count: active.length })
}

/** The source that stands worst speaks for all, and of its programmes the strictest. A feed that brought nothing is told by `feeds`. */
export function rosterItem({ roster, programmes, folder }: Pick<Core, 'roster' | 'programmes' | 'folder'>): HealthItem {
  const state = roster.state()
  switch (state.kind) {
    case 'none':
      return trouble('roster', 'none')
    case 'damaged':
      return trouble('roster', 'damaged', { version: state.version })
    case 'current': {
      const sources = servingSources(state).map((source) => sourceItem(source, programmes()))
      const items = restsOnOne(folder.rosterDir) ? [notice('roster', 'one-copy'), ...sources] : sources
      const worst = WORST_FIRST.map((level) => items.find((item) => item.level === level)).find(Boolean)
      if (worst !== undefined && (worst.level !== 'well' || sources.length < 2)) return worst
      return well('roster', 'several', { count: sources.length, asOf: state.asOf, ageDays: state.ageDays })
    }
  }
}

const WORST_FIRST = ['trouble', 'notice', 'well'] as const

function sourceItem(source: ServingSource, definitions: readonly ProgrammeDefinition[]): HealthItem {
  const { asOf, ageDays, fellBack, people } = source
  const facts = { version: versionName(source), asOf, ageDays, people }
  const own = definitions.filter(({ code }) => source.programmes.includes(code))
  const judging = own.length > 0 ? own : definitions
  if (fellBack) return trouble('roster', 'fell-back', facts)
  if (ageDays > Math.min(...judging.map(({ staleAfterDays }) => staleAfterDays)))
    return trouble('roster', 'stale', facts)
  if (ageDays > Math.min(...judging.map(({ staleWarningDays }) => staleWarningDays)))
    return notice('roster', 'ageing', facts)
  return well('roster', 'current', facts)
}
