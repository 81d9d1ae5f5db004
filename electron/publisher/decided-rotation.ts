import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeEmpty, moveDurably, PUBLIC_MODE, SECRET_MODE, writeDurably } from './durable-files.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import { RepositoryDamaged, sha256 } from './repository.ts'
import type { FeedRole } from './root-metadata.ts'

const Decision = z.strictObject({
  format: z.literal(1),
  rootVersion: z.int(),
  roles: z.array(z.enum(['root', 'targets', 'snapshot', 'timestamp'])),
  /** Names in `offline`. */
  rootKeys: z.array(z.string()),
  /** Names in `keys` that no desk believes any more afterwards. */
  forget: z.array(z.string()),
})
export type Decision = z.infer<typeof Decision>

export type Rotated = {
  rootVersion: number
  root: string
  rootSha256: string
  /** New root keys, to be moved to three sticks; empty when the root keys stayed. */
  rootKeys: string[]
  roles: FeedRole[]
}

const DECISION = 'decision.json'
const ROOT = 'root.json'
const TIMESTAMP = 'timestamp.json'

/** Where a rotation is prepared: nobody sees what lies here. */
export function draftOf(folder: PublisherFolder): { dir: string; timestamp: string } {
  const dir = join(folder.work, 'rotation')
  return { dir, timestamp: join(dir, TIMESTAMP) }
}

/** From the rename on, the keys are changed: what is still to be done, `finishRotation` does, now or next time. */
export function decideRotation(folder: PublisherFolder, root: Buffer, decision: Omit<Decision, 'format'>): void {
  const { dir } = draftOf(folder)
  writeDurably(join(dir, ROOT), root, PUBLIC_MODE)
  writeDurably(join(dir, DECISION), JSON.stringify({ format: 1, ...decision } satisfies Decision), SECRET_MODE)
  moveDurably(dir, folder.rotation)
}

/**
 * Puts the files of a rotation that was decided where they belong; null when there is none. May be killed and called again. Under the lock,
 * before anything else is read. @throws {RepositoryDamaged}
 */
export function finishRotation(folder: PublisherFolder): Rotated | null {
  if (!existsSync(folder.rotation)) return null
  const { rootVersion, roles, rootKeys, forget } = readDecision(folder)
  const root = readFileSync(join(folder.rotation, ROOT))
  const timestamp = join(folder.rotation, TIMESTAMP)
  // First what both roots believe, then the root. Where an old key was lost there is no such metadata, and no order without an instant between.
  if (existsSync(timestamp)) writeDurably(folder.timestamp, readFileSync(timestamp), PUBLIC_MODE)
  writeDurably(join(folder.metadata, `${rootVersion}.root.json`), root, PUBLIC_MODE)
  writeDurably(folder.root, root, PUBLIC_MODE)
  for (const name of forget) rmSync(join(folder.keys, name), { force: true })
  // Away at once: half of it would be no decision.
  makeEmpty(folder.work)
  moveDurably(folder.rotation, draftOf(folder).dir)
  rmSync(folder.work, { recursive: true })
  return {
    rootVersion,
    root: folder.root,
    rootSha256: sha256(root),
    rootKeys: rootKeys.map((name) => join(folder.offline, name)),
    roles,
  }
}

function readDecision(folder: PublisherFolder): Decision {
  try {
    return Decision.parse(JSON.parse(readFileSync(join(folder.rotation, DECISION), 'utf8')))
  } catch {
    throw new RepositoryDamaged(`../rotation/${DECISION}`)
  }
}
