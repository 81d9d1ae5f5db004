import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import { FeedRefusal } from '../../../shared/domain/feed.ts'
import { makePrivateFolder } from '../private-folder.ts'

/** How a feed stood at its last attempt. Lost with its file, and nothing else with it: what protects from old rosters is in the journal, and what was taken stands with what was installed. */
const FeedMemory = z.strictObject({
  lastAttemptAt: IsoInstant.nullable(),
  lastGoodAt: IsoInstant.nullable(),
  refusal: FeedRefusal.nullable(),
  /** Refused in a row. */
  failures: z.int().nonnegative(),
  nextAttemptAt: IsoInstant.nullable(),
  expiresAt: IsoInstant.nullable(),
  rootVersion: z.int().nullable(),
  /** A chain of deltas did not fit: the next attempt takes the whole. */
  takeFull: z.boolean(),
  /** Added, and nothing taken since: what serves under its name is of a feed before it. */
  isNew: z.boolean(),
})
export type FeedMemory = z.infer<typeof FeedMemory>

const NOTHING: FeedMemory = {
  lastAttemptAt: null,
  lastGoodAt: null,
  refusal: null,
  failures: 0,
  nextAttemptAt: null,
  expiresAt: null,
  rootVersion: null,
  takeFull: false,
  isNew: false,
}

/** Read at each look: a command in another process may have pulled. */
export function readMemory(dir: string): FeedMemory {
  try {
    return FeedMemory.parse(JSON.parse(readFileSync(join(dir, 'state.json'), 'utf8')))
  } catch {
    return NOTHING
  }
}

export function noteMemory(dir: string, change: Partial<FeedMemory>): void {
  const path = join(dir, 'state.json')
  try {
    makePrivateFolder(dir)
    writeFileSync(`${path}.part`, JSON.stringify({ ...readMemory(dir), ...change }), { mode: 0o600 })
    renameSync(`${path}.part`, path)
  } catch {
    // On a full disk the feed is asked again sooner than it need be.
  }
}
