import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { z } from 'zod'
import { IsoDate } from '../../shared/domain/dates.ts'
import { SECRET_MODE, writeDurably } from './durable-files.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import { sha256 } from './repository.ts'

/** What the last publication was made of, so that the same again is known at once. A memory, no truth: without it, rows are compared. */
const PublishState = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  csvSha256: z.string(),
  asOf: IsoDate,
  recipientsSha256: z.string(),
  /** Whether the issuer brought definitions of its own: those stay until it brings others. */
  ownDefinitions: z.boolean(),
})
export type PublishState = z.infer<typeof PublishState>

export function readState(folder: PublisherFolder): PublishState | null {
  try {
    const state = PublishState.safeParse(JSON.parse(readFileSync(folder.state, 'utf8')))
    return state.success ? state.data : null
  } catch {
    return null
  }
}

export function writeState(folder: PublisherFolder, state: PublishState): void {
  writeDurably(folder.state, `${JSON.stringify(state)}\n`, SECRET_MODE)
}

export function recipientsSha256(recipients: readonly string[] | null): string {
  return sha256((recipients ?? []).toSorted().join('\n'))
}

/** '' for a file that cannot be read: whoever reads it next says why. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      hash.update(piece)
    }
  } catch {
    return ''
  }
  return hash.digest('hex')
}
