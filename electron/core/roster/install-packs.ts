import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type {
  BaseVersion,
  BuiltLayer,
  BuiltVersion,
  FileToBuild,
  Install,
  LayerFile,
  PackJob,
  PackOutcome,
  PackProgress,
} from './build-jobs.ts'
import { buildingPath, checkBuilt, rowSample, settleFile, type RowSample } from './built-file.ts'
import { countsAfter } from './counts-after.ts'
import { damagedBelow } from './damaged-below.ts'
import { InstallRefused, refusalOf } from './install-refused.ts'
import { openFiles } from './layered-reader.ts'
import { layersToMerge, mergeLayers } from './merge-layers.ts'
import { buildingFile } from './roster-file-names.ts'
import { removeLeftovers } from './roster-folder.ts'
import type { PackInstall } from './roster.ts'
import { openSnapshotWriter, type IndexedCounts, type RowCounts, type SnapshotWriter } from './snapshot-writer.ts'
import { writePack } from './write-pack.ts'

export type OnPackProgress = (progress: PackProgress) => void

/** Share of the whole at which each stage ends. */
const BUILDING_END = 0.8
const CHECKING_END = 0.95

/**
 * Builds what a feed brought and makes it current: a full pack becomes a base of its own, deltas become one layer over what serves. Runs
 * in a worker thread, under the import lock. Whatever happens before `install` has returned first, the version that serves stays as it
 * is. Only then layers are merged, when they have become many. Errors other than refusals are thrown.
 */
export async function installPacks(job: PackJob, install: Install, onProgress: OnPackProgress): Promise<PackOutcome> {
  const startedAt = performance.now()
  try {
    removeLeftovers(job.target.rosterDir)
    const { built, changes } = await build(job, onProgress)
    install(built)
    onProgress({ stage: 'installing', rows: built.rows, fraction: 1 })
    const seconds = Math.round((performance.now() - startedAt) / 10) / 100
    mergeWhenMany(job, built, install)
    return { kind: 'done', seconds, changes }
  } catch (error) {
    removeLeftovers(job.target.rosterDir)
    const refusal = refusalOf(error)
    if (refusal !== null) return { kind: 'refused', refusal }
    const files = damagedBelow(error, job)
    if (files.length === 0) throw error
    return { kind: 'damaged-below', files }
  }
}

type Built = { built: BuiltVersion; changes: number | null }

async function build(job: PackJob, onProgress: OnPackProgress): Promise<Built> {
  const { pack, target } = job
  const base = baseOf(job)
  const path = buildingPath(target.rosterDir, job.build[0])
  const sample = rowSample()
  const taken = base === null ? [] : leftUnmerged(job, base)
  const { writer, counts, changes } = await writeNewest(job, taken, path, sample, onProgress)
  let whole: RowCounts
  try {
    whole = base === null ? ofFile(counts) : countsOver(job, base, writer, counts)
    refuseUnlessSigned(pack, whole)
    refuseShrink(job, whole.rows)
    writer.finish(pack.version, pack.asOf, whole)
  } finally {
    writer.close()
  }
  onProgress({ stage: 'checking', rows: whole.rows, fraction: BUILDING_END })
  const kept = base === null ? [] : base.layers.slice(0, base.layers.length - taken.length)
  const below = kept.map(({ file, key }) => ({ path: join(target.rosterDir, file), key }))
  checkBuilt([...below, { path, key: job.build[0].key }], { ...whole, version: pack.version }, sample)
  onProgress({ stage: 'installing', rows: whole.rows, fraction: CHECKING_END })
  const layers = [...kept.map(withoutKey), settleFile(target.rosterDir, job.build[0])]
  return {
    built: { version: pack.version, asOf: pack.asOf, ...whole, programmes: [...pack.programmes], layers },
    changes: base === null ? null : changes,
  }
}

/** What deltas are put on; null for a full pack. */
function baseOf({ pack, base }: PackJob): BaseVersion | null {
  const [first] = pack.packs
  if (first?.kind === 'full') return null
  if (base !== null && first?.from === base.version) return base
  throw new InstallRefused('wrong-base', { from: first?.from ?? '', serving: base?.version ?? '' })
}

/** The newest layers, where they became many and a merge of them was cut off: the new one takes them along, so that they never pile up. */
function leftUnmerged(job: PackJob, base: BaseVersion): LayerFile[] {
  const over = layerFiles(job, base).slice(1)
  const count = layersToMerge(sizesOf(over))
  return over.slice(over.length - count)
}

type Written = { writer: SnapshotWriter; counts: IndexedCounts }

/** Fills the one new file of the version: from one pack, or from several deltas that are written one by one and then merged, with layers `below` them. */
async function writeNewest(
  job: PackJob,
  below: readonly LayerFile[],
  path: string,
  sample: RowSample,
  onProgress: OnPackProgress,
): Promise<Written & { changes: number }> {
  const { pack: install, build: files } = job
  const count = install.packs.length
  const onRows = (index: number) => (rows: number, part: number) =>
    onProgress({ stage: 'building', rows, fraction: ((index + part) / count) * BUILDING_END })
  if (count === 1 && below.length === 0) {
    const written = await writePack({ install, index: 0, path, key: files[0].key, sample, onRows: onRows(0) })
    return { ...written, changes: written.counts.overridden }
  }

  const pieces: LayerFile[] = []
  let changes = 0
  for (let index = 0; index < count; index += 1) {
    const piece = { path: join(job.target.rosterDir, buildingFile(`0-${index}`)), key: randomBytes(32) }
    // What an earlier delta says may have been changed by a later one: only of the last is it sure to stand.
    const isLast = index === count - 1
    const written = await writePack({ install, index, ...piece, sample: isLast ? sample : null, onRows: onRows(index) })
    try {
      written.writer.finish(install.version, install.asOf, written.counts)
    } finally {
      written.writer.close()
    }
    pieces.push(piece)
    changes += written.counts.overridden
  }
  const written = mergeFiles([...below, ...pieces], { path, key: files[0].key })
  for (const piece of pieces) rmSync(piece.path, { force: true })
  return { ...written, changes: below.length === 0 ? written.counts.overridden : changes }
}

function mergeFiles(layers: readonly LayerFile[], { path, key }: LayerFile): Written {
  const files = openFiles(layers)
  try {
    const writer = openSnapshotWriter(path, key, 0)
    try {
      return { writer, counts: mergeLayers(files, writer) }
    } catch (error) {
      writer.close()
      throw error
    }
  } finally {
    for (const file of files) file.close()
  }
}

function countsOver(job: PackJob, base: BaseVersion, writer: SnapshotWriter, counts: IndexedCounts): RowCounts {
  const files = openFiles(layerFiles(job, base))
  try {
    return countsAfter(base, files, writer.overridden(), counts)
  } finally {
    for (const file of files) file.close()
  }
}

function refuseUnlessSigned(signed: PackInstall, { people, rows, conflicts }: RowCounts): void {
  if (people === signed.people && rows === signed.rows && conflicts === signed.conflicts) return
  const wanted = { peopleSigned: signed.people, rowsSigned: signed.rows, conflictsSigned: signed.conflicts }
  throw new InstallRefused('pack-contradicts', { people, rows, conflicts, ...wanted })
}

function refuseShrink({ base, maxShrinkShare }: PackJob, rows: number): void {
  const rowsBefore = base?.rows ?? 0
  if (rows >= rowsBefore * (1 - maxShrinkShare)) return
  const percent = (share: number): number => Math.round(share * 10_000) / 100
  throw new InstallRefused('shrinks-too-much', {
    rows,
    rowsBefore,
    percent: percent(1 - rows / rowsBefore),
    limitPercent: percent(maxShrinkShare),
  })
}

/** The version serves already: whatever goes wrong here, it goes on with its layers as they are. */
function mergeWhenMany(job: PackJob, built: BuiltVersion, install: Install): void {
  try {
    merge(job, built, install)
  } catch (error) {
    removeLeftovers(job.target.rosterDir)
    // What is damaged is noticed and told by whoever asks it.
    if (refusalOf(error) === null && damagedBelow(error, job).length === 0) throw error
  }
}

function merge(job: PackJob, built: BuiltVersion, install: Install): void {
  const { target, build: toBuild } = job
  const [newest, merged] = toBuild
  const keys = new Map([...(job.base?.layers ?? []), newest].map(({ file, key }): [string, Buffer] => [file, key]))
  const layers = built.layers.map(({ file }) => ({
    path: join(target.rosterDir, file),
    key: keys.get(file) ?? newest.key,
  }))
  const count = layersToMerge(sizesOf(layers.slice(1)))
  if (count === 0) return
  const path = buildingPath(target.rosterDir, merged)
  const { writer } = mergeFiles(layers.slice(-count), { path, key: merged.key })
  try {
    writer.finish(built.version, built.asOf, built)
  } finally {
    writer.close()
  }
  const kept = layers.slice(0, -count)
  checkBuilt([...kept, { path, key: merged.key }], built, rowSample())
  install({ ...built, layers: [...built.layers.slice(0, -count), settleFile(target.rosterDir, merged)] })
}

function sizesOf(layers: readonly LayerFile[]): number[] {
  const files = openFiles(layers)
  const sizes = files.map((file) => file.facts.overridden)
  for (const file of files) file.close()
  return sizes
}

function layerFiles({ target }: PackJob, base: BaseVersion): LayerFile[] {
  return base.layers.map(({ file, key }) => ({ path: join(target.rosterDir, file), key }))
}

function withoutKey({ file, bytes, sha256 }: BuiltLayer & Partial<FileToBuild>): BuiltLayer {
  return { file, bytes, sha256 }
}

function ofFile({ people, rows, conflicts }: IndexedCounts): RowCounts {
  return { people, rows, conflicts }
}
