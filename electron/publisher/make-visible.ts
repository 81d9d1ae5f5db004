import { dirname, join } from 'node:path'
import { IsoInstant } from '../../shared/domain/dates.ts'
import {
  CATALOGUE_TARGET,
  PROGRAMMES_TARGET,
  STATISTICS_TARGET,
  type Catalogue,
  type CatalogueDelta,
} from '../roster-files/catalogue.ts'
import { makeFolder, moveDurably, PUBLIC_MODE, writeDurably } from './durable-files.ts'
import type { Prepared } from './prepare-publication.ts'
import { sha256, targetFile } from './repository.ts'
import { signTargets, type SignedTarget } from './sign-publication.ts'
import type { StagedDeltaFrom, StagedFull } from './stage-publication.ts'

/** Deltas from one version to the next that stay on offer. */
const STEPS_KEPT = 40
const HISTORY_KEPT = 400

/** Moves what was staged into the repository, signs, and makes it visible; the catalogue as it stands now. @throws system errors */
export function makeVisible(
  prepared: Prepared,
  { full, header }: StagedFull,
  deltas: readonly StagedDeltaFrom[],
): void {
  const { folder, published, signers, now, companion } = prepared
  const catalogue = catalogueOf(prepared, header, full, deltas)
  const kept = catalogue.deltas.flatMap(({ target }) => {
    const before = published?.targets.signed.targets[target]
    return before === undefined || deltas.some(({ name }) => name === target)
      ? []
      : [{ name: target, length: before.length, sha256: before.hashes['sha256'] ?? '' }]
  })
  for (const { path, name, sha256: hash } of [full, ...deltas]) {
    const to = join(folder.targets, targetFile(name, hash))
    makeFolder(dirname(to), 0o755)
    moveDurably(path, to)
  }
  const small = [
    writeTarget(prepared, CATALOGUE_TARGET, JSON.stringify(catalogue)),
    writeTarget(prepared, PROGRAMMES_TARGET, companion.programmes),
    writeTarget(prepared, STATISTICS_TARGET, companion.statistics),
  ]
  signTargets(folder, published, [...small, full, ...deltas, ...kept], signers, now)
}

function catalogueOf(
  { settings, published, now, version, asOf }: Prepared,
  { people, allRows, conflicts }: StagedFull['header'],
  full: StagedFull['full'],
  deltas: readonly StagedDeltaFrom[],
): Catalogue {
  const publishedAt = IsoInstant.parse(now.toISOString())
  const former = published?.catalogue ?? null
  const history = [...(former?.history ?? []), { version, asOf, publishedAt, people, rows: allRows }]
  const made: CatalogueDelta[] = deltas.map(({ name, from, length, changes }) => ({
    target: name,
    from,
    to: version,
    bytes: length,
    changes,
  }))
  return {
    format: 1,
    feed: settings.feed,
    issuer: settings.issuer,
    programmes: settings.programmes,
    version,
    asOf,
    publishedAt,
    people,
    rows: allRows,
    conflicts,
    encrypted: settings.encrypted,
    full: { target: full.name, bytes: full.length },
    deltas: [...steps(former).slice(-(STEPS_KEPT - 1)), ...made.toReversed()],
    history: history.slice(-HISTORY_KEPT) as Catalogue['history'],
  }
}

/** The deltas of one step that a catalogue offers. Those over several steps are made anew each time. */
function steps(catalogue: Catalogue | null): CatalogueDelta[] {
  if (catalogue === null) return []
  const versions = catalogue.history.map(({ version }) => version)
  return catalogue.deltas.filter(({ from, to }) => versions.indexOf(to) === versions.indexOf(from) + 1)
}

function writeTarget({ folder }: Prepared, name: string, text: string): SignedTarget {
  const hash = sha256(text)
  writeDurably(join(folder.targets, targetFile(name, hash)), text, PUBLIC_MODE)
  return { name, length: Buffer.byteLength(text), sha256: hash }
}
