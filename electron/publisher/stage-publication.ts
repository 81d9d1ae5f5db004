import { join } from 'node:path'
import { addDays } from '../../shared/domain/dates.ts'
import type { FeedVersion } from '../../shared/domain/feed.ts'
import { deltaTarget, fullTarget } from '../roster-files/catalogue.ts'
import type { CodedRow } from '../roster-files/coded-row.ts'
import { openPackFile } from '../roster-files/pack/open-pack-file.ts'
import type { PackHeader, PackReading } from '../roster-files/pack/pack.ts'
import { changeTable, mergedChanges, readChanges } from './change-file.ts'
import { comparing, emptyComparison, type Comparison } from './compare-rosters.ts'
import type { NikTable } from './nik-table.ts'
import type { Prepared } from './prepare-publication.ts'
import { PublishRefused } from './publish-refusal.ts'
import { RepositoryDamaged, targetFile, type Published } from './repository.ts'
import { stageDelta, stagePack, type Staged, type StagedDelta } from './stage-pack.ts'
import type { TakenRoster } from './take-roster.ts'

/** Spans of the merged deltas, in days: for desks that were off over a week, or a month. */
const SPANS = [30, 7]
/** A delta for more of the people than this would save nothing against the full pack. */
const MOST_OF_PEOPLE = 0.5

export type StagedFull = { full: Staged; header: PackHeader; comparison: Comparison }
export type StagedDeltaFrom = StagedDelta & { from: FeedVersion }

/** Writes the full pack aside and compares it with the one before, in one pass over both. @throws {PublishRefused} and system errors */
export async function stageFull(
  prepared: Prepared,
  roster: TakenRoster,
  onRows: (rows: number) => void,
): Promise<StagedFull> {
  const { folder, settings, published, recipients, version, asOf } = prepared
  const header: PackHeader = {
    format: 1,
    kind: 'full',
    from: null,
    to: version,
    asOf,
    programmes: settings.programmes,
    rows: roster.rows,
    gone: 0,
    people: roster.people,
    allRows: roster.rows,
    conflicts: roster.conflicts,
  }
  const comparison = emptyComparison(roster.rows)
  const before = published === null ? null : await openFormer(prepared, published)
  const rows = comparing(counted(roster.each(), onRows), before?.parts ?? null, comparison)
  const name = fullTarget(version, settings.encrypted)
  try {
    const full = await stagePack(folder.work, name, { header, rows, gone: [] }, recipients)
    return { full, header, comparison }
  } finally {
    await before?.parts.return()
  }
}

/**
 * Writes the deltas aside: from versions a month and a week ago, and from the one before. Each is picked out of the one that spans more,
 * which holds all its rows, and only the first out of the full pack.
 */
export async function stageDeltas(
  prepared: Prepared,
  { full, header, comparison }: StagedFull,
): Promise<StagedDeltaFrom[]> {
  const { published, settings, recipients, identity, folder } = prepared
  if (published === null) return []
  const steps = stepReader(prepared, published, changeTable(comparison))
  const staged: StagedDeltaFrom[] = []
  let whole = full.path
  for (const from of startsOf(prepared, published)) {
    const table = await steps.since(from)
    if (table === null || table.size > header.people * MOST_OF_PEOPLE) continue
    const name = deltaTarget(from, header.to, settings.encrypted)
    const delta = await stageDelta(
      folder.work,
      name,
      header,
      from,
      table,
      comparison,
      { path: whole, identity },
      recipients,
    )
    whole = delta.path
    if (delta.length < full.length) staged.push({ ...delta, from })
  }
  return staged
}

/** Longest span first; the version before last. */
function startsOf({ asOf }: Prepared, { catalogue }: Published): FeedVersion[] {
  const spanned = SPANS.flatMap((days) => {
    const start = catalogue.history.findLast((one) => one.asOf <= addDays(asOf, -days))
    return start === undefined ? [] : [start.version]
  })
  return [...new Set([...spanned, catalogue.version])]
}

/** Who changed since a version, of what was kept of each step since; null when a step is missing. */
function stepReader(
  { folder, identity }: Prepared,
  { catalogue }: Published,
  latest: NikTable,
): { since(from: FeedVersion): Promise<NikTable | null> } {
  const versions = catalogue.history.map(({ version }) => version)
  const known = new Map<string, NikTable | null>()
  const step = async (from: FeedVersion, to: FeedVersion): Promise<NikTable | null> => {
    const key = `${from}..${to}`
    if (!known.has(key)) known.set(key, await readChanges(folder, from, to, identity))
    return known.get(key) ?? null
  }
  return {
    async since(from) {
      const tables: NikTable[] = []
      for (let at = versions.lastIndexOf(from); at + 1 < versions.length; at += 1) {
        const table = await step(versions[at]!, versions[at + 1]!)
        if (table === null) return null
        tables.push(table)
      }
      return tables.length === 0 ? latest : mergedChanges([...tables, latest])
    },
  }
}

async function openFormer({ folder, identity }: Prepared, { catalogue, targets }: Published): Promise<PackReading> {
  const name = catalogue.full.target
  const file = targetFile(name, targets.signed.targets[name]?.hashes['sha256'] ?? '')
  try {
    return await openPackFile(join(folder.targets, file), identity)
  } catch (error) {
    throw error instanceof PublishRefused ? error : new RepositoryDamaged(`targets/${file}`)
  }
}

function* counted(rows: Iterable<CodedRow>, onRows: (rows: number) => void): Generator<CodedRow> {
  let count = 0
  for (const row of rows) {
    count += 1
    if (count % 20_000 === 0) onRows(count)
    yield row
  }
}
