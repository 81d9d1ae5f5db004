import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { keyIdOf } from './letter-signature.ts'
import { writeWhole } from './write-whole.ts'
import { makePrivateFolder } from '../private-folder.ts'

/** What one desk gives another, or the Dinas, so that they can check its letters without a network. Holds nothing secret. */
export const LetterKey = z
  .strictObject({
    format: z.literal('loket-sehat-letter-key'),
    version: z.literal(1),
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    publicKey: z.string().regex(/^[0-9a-f]{64}$/),
    desk: z.string().regex(/^[A-Z0-9]{1,6}$/),
    hospitalCode: z.string().regex(/^\d{7}$/),
    hospitalName: z.string().min(1).max(120),
  })
  .refine((key) => keyIdOf(Buffer.from(key.publicKey, 'hex')) === key.keyId)
export type LetterKey = z.infer<typeof LetterKey>

export type TrustedKey = { keyId: string; publicKey: Buffer; desk: string }
export type TrustResult = { kind: 'trusted' | 'already'; key: LetterKey } | { kind: 'unreadable' }

export type TrustedKeys = {
  all(): TrustedKey[]
  /** Stores the text of a key file, after checking that its id fits its key. Writing may throw, as on a full disk. */
  add(text: string): TrustResult
}

/** Where a desk keeps the keys of others. */
export function trustedKeysDir(root: string): string {
  return join(root, 'letter-keys')
}

/** The keys of other desks, one file each in `dir`. A file that cannot be read is no key: its desk stays unknown. */
export function openTrustedKeys(dir: string): TrustedKeys {
  return { all: () => readAll(dir), add: (text) => add(dir, text) }
}

/** Null unless the text is a letter key whose id fits. */
export function parseLetterKey(text: string): LetterKey | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = LetterKey.safeParse(json)
  return parsed.success ? parsed.data : null
}

/** `A1 · RSUD Contoh`. */
export function deskLabel(desk: string, hospitalName: string): string {
  return `${desk} · ${hospitalName}`
}

export function trustedKey(key: LetterKey): TrustedKey {
  return {
    keyId: key.keyId,
    publicKey: Buffer.from(key.publicKey, 'hex'),
    desk: deskLabel(key.desk, key.hospitalName),
  }
}

function add(dir: string, text: string): TrustResult {
  const key = parseLetterKey(text)
  if (key === null) return { kind: 'unreadable' }
  if (readAll(dir).some((known) => known.keyId === key.keyId)) return { kind: 'already', key }
  makePrivateFolder(dir)
  writeWhole(join(dir, `${key.keyId}.json`), `${JSON.stringify(key, null, 2)}\n`)
  return { kind: 'trusted', key }
}

function readAll(dir: string): TrustedKey[] {
  return fileNames(dir).flatMap((name) => {
    const key = parseLetterKey(textOf(join(dir, name)))
    return key === null ? [] : [trustedKey(key)]
  })
}

function fileNames(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
