import { z } from 'zod'
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

/** Definitions and figures that go with it; null when there are none. @throws {FeedFailure} */
export async function fetchCompanion(deps: TargetsDeps, catalogue: Catalogue): Promise<FeedCompanion | null> {
  const [definitionsText, statisticsText] = [
    await fetchText(deps, PROGRAMMES_TARGET),
    await fetchText(deps, STATISTICS_TARGET),
  ]
  if (definitionsText === null && statisticsText === null) return null
  return {
    definitions: definitionsText === null ? [] : soundDefinitions(definitionsText, catalogue),
    statistics: statisticsText === null ? [] : ownStatistics(statisticsText, catalogue),
  }
}

/** Settings of this desk that a publication must keep to, and what is known of versions before. @throws {FeedFailure} */
export function requireAgreed(
  catalogue: Pick<Catalogue, 'programmes' | 'version'>,
  settings: Pick<FeedSettings, 'name' | 'programmes'>,
  others: readonly Pick<FeedSettings, 'name' | 'programmes'>[],
  high: string | null,
): void {
  const foreign = catalogue.programmes.find((code) => !settings.programmes.includes(code))
  if (foreign !== undefined) throw new FeedFailure('programmes-changed', { programme: foreign })
  requireFree(catalogue.programmes, others)
  const seen = FeedVersion.safeParse(high)
  if (seen.success && compareFeedVersions(catalogue.version, seen.data) < 0) {
    throw new FeedFailure('rolled-back', { version: catalogue.version, seen: seen.data })
  }
}

/** @throws {FeedFailure} when another feed of this desk speaks for one of `programmes` */
export function requireFree(
  programmes: FeedSettings['programmes'],
  others: readonly Pick<FeedSettings, 'name' | 'programmes'>[],
): void {
  for (const other of others) {
    const taken = programmes.find((code) => other.programmes.includes(code))
    if (taken !== undefined) throw new FeedFailure('programme-taken', { programme: taken, feed: other.name })
  }
}

function soundDefinitions(text: string, { programmes }: Catalogue): ProgrammeDefinition[] {
  const parsed = Definitions.safeParse(jsonOf(text))
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.filter((part) => typeof part === 'string').join('.') ?? ''
    throw new FeedFailure('definitions-contradict', { why: 'malformed', field: field.slice(0, 80) })
  }
  const foreign = parsed.data.find(({ code }) => !programmes.includes(code))
  if (foreign !== undefined) {
    throw new FeedFailure('definitions-contradict', { why: 'not-its-programme', programme: foreign.code })
  }
  const [first] = contradictionsAmong(parsed.data)
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
