import { join } from 'node:path'
import { versionName } from '../../../shared/domain/roster-state.ts'
import { fileStamp, type LayerFile, type SnapshotEntry } from './pointer-file.ts'
import type { RosterEvent, ServingSnapshot } from './serving-snapshot.ts'
import { runHash, type RunningTask } from './snapshot-task.ts'

type Deps = {
  rosterDir: string
  workerUrl: URL
  serving: () => Pick<ServingSnapshot, 'entries' | 'markDamaged'>
  log(event: RosterEvent): void
  afterMs: number
}

/**
 * Compares the files that serve with their hashes, one at a time, in a worker: page tags do not notice an old page put back in its place.
 * A file is read again only after it was touched.
 */
export function fileChecks({ rosterDir, workerUrl, serving, log, afterMs }: Deps) {
  /** By file, its stamp when it was found whole. */
  const whole = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined
  let running: RunningTask<string> | null = null
  let round = 0
  let closed = false

  async function run(): Promise<void> {
    round += 1
    const mine = round
    const entries = serving().entries()
    const named = new Set(entries.flatMap(({ layers }) => layers.map(({ file }) => file)))
    for (const file of whole.keys()) if (!named.has(file)) whole.delete(file)
    for (const entry of entries) {
      // One after the other: the disk and one core are enough for it.
      const ended = await checkEntry(entry, () => mine === round && !closed)
      if (!ended) return
    }
  }

  /** False when something newer is to be checked instead. */
  async function checkEntry(entry: SnapshotEntry, isMine: () => boolean): Promise<boolean> {
    const version = versionName(entry)
    let isNews = false
    for (const layer of entry.layers) {
      if (!isMine()) return false
      const stamp = fileStamp(join(rosterDir, layer.file))
      if (whole.get(layer.file) === stamp) continue
      isNews = true
      const sha256 = await hashOf(layer)
      if (!isMine()) return false
      if (sha256 === null) {
        log({ event: 'roster-check-failed', version })
        return true
      }
      if (sha256 !== layer.sha256) {
        serving().markDamaged(layer.file, 'hash')
        return true
      }
      whole.set(layer.file, stamp)
    }
    if (isNews) log({ event: 'roster-check-ok', version })
    return true
  }

  async function hashOf({ file }: LayerFile): Promise<string | null> {
    running = runHash(workerUrl, join(rosterDir, file))
    const sha256 = await running.result.catch(() => null)
    running = null
    return sha256
  }

  function stop(): void {
    clearTimeout(timer)
    round += 1
    running?.stop()
  }

  return {
    /** Soon, from the beginning. */
    schedule(): void {
      stop()
      if (!closed) timer = setTimeout(() => void run(), afterMs).unref()
    },
    close(): void {
      closed = true
      stop()
    },
  }
}
