import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Metadata, MetadataKind } from '@tufjs/models'
import { changesName } from './change-file.ts'
import { makeFolder } from './durable-files.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import { targetFile, type Published } from './repository.ts'

const NUMBERED = /^([1-9]\d*)\.(targets|snapshot)\.json$/

/**
 * Removes what nothing refers to any more, and what a publication left that was killed. The publication before the current one stays,
 * whole: a desk may be in the middle of it. Every N.root.json stays for good: a desk that was off for a year walks through them.
 */
export function pruneRepository(folder: PublisherFolder, published: Published | null): void {
  // Copies and archives leave empty folders out.
  makeFolder(folder.changes, 0o700)
  makeFolder(folder.targets, 0o755)
  pruneMetadata(folder, published)
  const kept = keptTargets(folder, published)
  for (const file of filesUnder(folder.targets)) {
    if (!kept.has(relative(folder.targets, file).split(sep).join('/'))) rmSync(file, { force: true })
  }
  const steps = new Set(published?.catalogue.deltas.map(({ from, to }) => changesName(from, to)))
  for (const name of readdirSync(folder.changes)) {
    if (!steps.has(name)) rmSync(join(folder.changes, name), { force: true })
  }
}

function pruneMetadata(folder: PublisherFolder, published: Published | null): void {
  const newest = {
    targets: published?.targets.signed.version ?? 0,
    snapshot: published?.snapshot.signed.version ?? 0,
  }
  for (const name of readdirSync(folder.metadata)) {
    const [, version, role] = NUMBERED.exec(name) ?? []
    const isLeft = name.endsWith('.part')
    if (role !== 'targets' && role !== 'snapshot') {
      if (isLeft) rmSync(join(folder.metadata, name), { force: true })
      continue
    }
    const isKept = Number(version) <= newest[role] && Number(version) >= newest[role] - 1
    if (!isKept) rmSync(join(folder.metadata, name), { force: true })
  }
}

function keptTargets(folder: PublisherFolder, published: Published | null): Set<string> {
  if (published === null) return new Set()
  const before = join(folder.metadata, `${published.targets.signed.version - 1}.targets.json`)
  const all = existsSync(before)
    ? [published.targets, Metadata.fromJSON(MetadataKind.Targets, JSON.parse(readFileSync(before, 'utf8')))]
    : [published.targets]
  return new Set(
    all.flatMap(({ signed }) =>
      Object.entries(signed.targets).map(([name, { hashes }]) => targetFile(name, hashes['sha256'] ?? '')),
    ),
  )
}

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}
