import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Decrypter, identityToRecipient } from 'age-encryption'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { FeedNotAdded } from '../../../shared/contract/feed.ts'
import { askDisk } from './ask-disk.ts'
import { readRoot } from './root-of-trust.ts'

const DISK_MS = 10_000
const MOST_BYTES = 65_536
const IDENTITY = /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/

export type HandedOverRoot = { kind: 'root'; text: string; version: number; sha256: string }

type RootRefused = Extract<FeedNotAdded, { kind: 'root-refused' }>
type IdentityRefused = Extract<FeedNotAdded, { kind: 'identity-refused' }>

/** Reads the root of trust that the issuer handed over. */
export async function readHandedOverRoot(path: string, now: IsoInstant): Promise<HandedOverRoot | RootRefused> {
  const text = await readText(path)
  if (text === null) return { kind: 'root-refused', why: 'file-not-found' }
  const reading = readRoot(text)
  if (reading.kind !== 'root') return { kind: 'root-refused', why: 'not-a-root' }
  if (reading.expires <= new Date(now)) return { kind: 'root-refused', why: 'expired' }
  return { kind: 'root', text, version: reading.version, sha256: reading.sha256 }
}

/** Reads the key that opens the packs: one line of an age identity file, with or without comments. */
export async function readIdentity(path: string): Promise<{ kind: 'identity'; identity: string } | IdentityRefused> {
  const text = await readText(path)
  if (text === null) return { kind: 'identity-refused', why: 'file-not-found' }
  const lines = text.split(/\r?\n/).flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [line.trim()]))
  const [identity] = lines
  const isOne = lines.length === 1 && identity !== undefined && IDENTITY.test(identity)
  return isOne && (await hasRecipient(identity))
    ? { kind: 'identity', identity }
    : { kind: 'identity-refused', why: 'not-an-identity' }
}

/** Whether `identity` is one of those to whom a file is encrypted, by its first bytes. Null: it is no encrypted file. */
export async function opensPack(identity: string, start: Uint8Array): Promise<boolean | null> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    await decrypter.decryptHeader(headerOf(start))
    return true
  } catch (error) {
    return error instanceof Error && error.message.includes('no identity matched') ? false : null
  }
}

/** Up to the line with the header's own check. */
function headerOf(start: Uint8Array): Uint8Array {
  const text = Buffer.from(start).toString('latin1')
  const end = text.indexOf('\n--- ')
  const line = end < 0 ? -1 : text.indexOf('\n', end + 1)
  return start.subarray(0, line < 0 ? start.length : line + 1)
}

/** The check sum that is part of it. */
async function hasRecipient(identity: string): Promise<boolean> {
  try {
    return (await identityToRecipient(identity)).startsWith('age1')
  } catch {
    return false
  }
}

/** Null: there is nothing to read, or too much of it. */
async function readText(path: string): Promise<string | null> {
  return askDisk(() => textOf(path), DISK_MS).catch(() => null)
}

async function textOf(path: string): Promise<string | null> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile() || found.size > MOST_BYTES) return found.isFile() ? '' : null
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
