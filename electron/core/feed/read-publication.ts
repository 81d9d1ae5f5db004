import { z } from 'zod'
import { addDays, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import { compareFeedVersions, FeedVersion, Statistic, type FeedSettings } from '../../../shared/domain/feed.ts'
import { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { contradictionsAmong } from '../../../shared/domain/programme-contradictions.ts'
import {
  CATALOGUE_TARGET,
  PROGRAMMES_TARGET,
  readCatalogue,
  STATISTICS_TARGET,
  type Catalogue,
} from '../../roster-files/catalogue.ts'
import type { FeedCompanion } from '../roster/roster.ts'
import { FeedFailure } from './feed-failure.ts'
import { fetchText, type TargetsDeps } from './fetch-targets.ts'

const Definitions = z.array(ProgrammeDefinition).max(20)
const Statistics = z.array(Statistic).max(20_000)

/** The catalogue of what is published now. @throws {FeedFailure} */
export async function fetchCatalogue(deps: TargetsDeps): Promise<Catalogue> {
  const text = await fetchText(deps, CATALOGUE_TARGET)
  if (text === null) throw new FeedFailure('not-a-feed', { missing: CATALOGUE_TARGET })
  const reading = readCatalogue(text)
  if (reading.kind === 'catalogue') return reading.catalogue
  if (reading.kind === 'newer-format') throw new FeedFailure('newer-format', { format: reading.format })
  throw new FeedFailure('pack-malformed', { file: CATALOGUE_TARGET })
}

/**
 * Definitions and figures that go with it; null when there are none. `inForce`: the definitions that judge here now. @throws {FeedFailure}
 */
export async function fetchCompanion(
  deps: TargetsDeps,
  catalogue: Catalogue,
  inForce: readonly ProgrammeDefinition[],
): Promise<FeedCompanion | null> {
  const [definitionsText, statisticsText] = [
    await fetchText(deps, PROGRAMMES_TARGET),
    await fetchText(deps, STATISTICS_TARGET),
  ]
  if (definitionsText === null && statisticsText === null) return null
  return {
    definitions: definitionsText === null ? [] : soundDefinitions(definitionsText, catalogue, inForce),
    statistics: statisticsText === null ? [] : ownStatistics(statisticsText, catalogue),
  }
}

/** `high`: the highest version ever taken; `now` never goes back. */
export type KnownBefore = { high: string | null; now: IsoInstant }

/** A desk's clock may be slow. */
const MOST_DAYS_AHEAD = 7

/** Settings of this desk that a publication must keep to, and what is known of versions before. @throws {FeedFailure} */
export function requireAgreed(
  catalogue: Pick<Catalogue, 'programmes' | 'version' | 'asOf'>,
  settings: Pick<FeedSettings, 'name' | 'programmes'>,
  others: readonly Pick<FeedSettings, 'name' | 'programmes'>[],
  { high, now }: KnownBefore,
): void {
  const foreign = catalogue.programmes.find((code) => !settings.programmes.includes(code))
  if (foreign !== undefined) throw new FeedFailure('programmes-changed', { programme: foreign })
  // What it says nothing of any more would look as if nobody were a member.
  const gone = settings.programmes.find((code) => !catalogue.programmes.includes(code))
  if (gone !== undefined) throw new FeedFailure('programmes-changed', { gone })
  requireFree(catalogue.programmes, others)
  requireBegun(catalogue, now)
  const seen = FeedVersion.safeParse(high)
  if (seen.success && compareFeedVersions(catalogue.version, seen.data) < 0) {
    throw new FeedFailure('rolled-back', { version: catalogue.version, seen: seen.data })
  }
}

/** What is dated years ahead would stay the highest version for ever, and would never be called old. */
function requireBegun({ version, asOf }: Pick<Catalogue, 'version' | 'asOf'>, now: IsoInstant): void {
  const last = addDays(now.slice(0, 10) as IsoDate, MOST_DAYS_AHEAD)
  if (asOf > last || version.slice(0, 10) > last) throw new FeedFailure('dated-ahead', { version, asOf })
}

/** @throws {FeedFailure} when another feed of this desk speaks for one of `programmes` */
function requireFree(
  programmes: FeedSettings['programmes'],
  others: readonly Pick<FeedSettings, 'name' | 'programmes'>[],
): void {
  for (const other of others) {
    const taken = programmes.find((code) => other.programmes.includes(code))
    if (taken !== undefined) throw new FeedFailure('programme-taken', { programme: taken, feed: other.name })
  }
}

function soundDefinitions(
  text: string,
  { programmes }: Catalogue,
  inForce: readonly ProgrammeDefinition[],
): ProgrammeDefinition[] {
  const parsed = Definitions.safeParse(jsonOf(text))
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.filter((part) => typeof part === 'string').join('.') ?? ''
    throw new FeedFailure('definitions-contradict', { why: 'malformed', field: field.slice(0, 80) })
  }
  const foreign = parsed.data.find(({ code }) => !programmes.includes(code))
  if (foreign !== undefined) {
    throw new FeedFailure('definitions-contradict', { why: 'not-its-programme', programme: foreign.code })
  }
  // Also with those of others: two programmes of one desk must not give out the same letter numbers.
  const others = inForce.filter(({ code }) => !programmes.includes(code))
  const first = contradictionsAmong([...others, ...parsed.data]).find(({ programme }) =>
    programmes.some((code) => code === programme),
  )
  if (first !== undefined) {
    const { code, programme, version, field } = first
    throw new FeedFailure('definitions-contradict', { why: code, programme, version: version ?? '', field })
  }
  return parsed.data
}

function ownStatistics(text: string, { programmes }: Catalogue): Statistic[] {
  const parsed = Statistics.safeParse(jsonOf(text))
  if (!parsed.success) throw new FeedFailure('pack-malformed', { file: STATISTICS_TARGET })
  return parsed.data.filter(({ programme }) => programmes.includes(programme))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
