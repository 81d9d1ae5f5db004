import { createHash, type Hash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { Decrypter, Encrypter } from 'age-encryption'
import { z } from 'zod'
import { BackupManifest, type BackupFault } from '../../../shared/contract/backup.ts'
import { codeOf } from '../db/open-database.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import { readSecrets, writeSecrets } from '../keys/secrets-text.ts'
import { KeystoreRefused, type Secrets } from '../keys/keystore.ts'
import { ContentDamaged, sectionReader, type SectionReader } from './section-reader.ts'

/** The first format; a later one is refused by name. */
export const BACKUP_FORMAT = 1

const BLOCK = 256 * 1024
const AGE_FIRST_LINE = 'age-encryption.org/v1\n'
/** A header for one recipient has some 200 bytes. Longer than this and it is not ours: age would read a line without end into memory. */
const HEADER_MAX = 8 * 1024

export type WrittenBackup = { bytes: number; sha256: string }

/**
 * Encrypts manifest, secrets and the database file at `database` into a new file at `path`, mode 0600, on the disk when this ends. Blocks
 * the thread while it writes: for workers. @throws system errors
 */
export async function writeBackupFile(
  path: string,
  content: { manifest: BackupManifest; secrets: Secrets; database: string },
  recipient: string,
): Promise<WrittenBackup> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const encrypted = await encrypter.encrypt(streamOf(plainChunks(content)))
  const file = openSync(path, 'wx', 0o600)
  try {
    const sha256 = createHash('sha256')
    let bytes = 0
    for await (const chunk of encrypted) {
      writeAll(file, chunk)
      sha256.update(chunk)
      bytes += chunk.length
    }
    fsyncSync(file)
    return { bytes, sha256: sha256.digest('hex') }
  } finally {
    closeSync(file)
  }
}

function* plainChunks(content: {
  manifest: BackupManifest
  secrets: Secrets
  database: string
}): Generator<Uint8Array> {
  yield Buffer.from(`${canonicalJson(content.manifest)}\n`)
  const secrets = Buffer.from(writeSecrets(content.secrets))
  yield lengthOf(secrets.length)
  yield secrets
  yield lengthOf(content.manifest.databaseBytes)
  const database = openSync(content.database, 'r')
  try {
    yield* blocksOf(database)
  } finally {
    closeSync(database)
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(bytes))
  return length
}

export type OpenedBackup =
  | { kind: 'opened'; manifest: BackupManifest; secrets: Secrets; bytes: number; sha256: string }
  | { kind: 'bad'; fault: BackupFault }

/**
 * Decrypts a backup, its database (encrypted itself) into a new file at `database`. What lies there is good only when this says `opened`:
 * the parts before a damage are written before it is noticed. Blocks the thread while it reads and writes: for workers. @throws system errors
 */
export async function openBackupFile(
  path: string,
  identities: readonly string[],
  database: string,
  /** Asked before the long part is read. */
  judge: (manifest: BackupManifest) => BackupFault | null = () => null,
): Promise<OpenedBackup> {
  const digest = { sha256: createHash('sha256'), bytes: 0 }
  const content = await decrypted(path, identities, digest, (sections) => readContent(sections, database, judge))
  return 'fault' in content
    ? { kind: 'bad', fault: content.fault }
    : { kind: 'opened', ...content, bytes: digest.bytes, sha256: digest.sha256.digest('hex') }
}

/** What a backup says of itself, from its first bytes alone: the rest may be damaged. Null: these keys open no such thing. @throws system errors */
export async function readManifest(path: string, identities: readonly string[]): Promise<BackupManifest | null> {
  const digest = { sha256: createHash('sha256'), bytes: 0 }
  const manifest = await decrypted(path, identities, digest, async (sections) => manifestOf(await sections.line()))
  return 'fault' in manifest ? null : manifest
}

async function decrypted<T extends object>(
  path: string,
  identities: readonly string[],
  digest: Digest,
  read: (sections: SectionReader) => Promise<T | { fault: BackupFault }>,
): Promise<T | { fault: BackupFault }> {
  const found = headFault(path)
  if (found !== null) return { fault: found }
  const file = openSync(path, 'r')
  try {
    const decrypter = new Decrypter()
    for (const identity of identities) decrypter.addIdentity(identity)
    const plain = await decrypter.decrypt(streamOf(noting(blocksOf(file), digest)))
    return await read(sectionReader(plain))
  } catch (error) {
    if (error instanceof ContentDamaged) return { fault: 'damaged' }
    if (error instanceof KeystoreRefused) return { fault: 'does-not-prove' }
    if (codeOf(error) !== '') throw error
    // The library tells its own apart by their text alone; all of these are about the head.
    const isOther = error instanceof Error && error.message.startsWith('no identity')
    return { fault: isOther ? 'wrong-key' : 'not-a-backup' }
  } finally {
    closeSync(file)
  }
}

async function readContent(
  sections: SectionReader,
  database: string,
  judge: (manifest: BackupManifest) => BackupFault | null,
): Promise<{ manifest: BackupManifest; secrets: Secrets } | { fault: BackupFault }> {
  const manifest = manifestOf(await sections.line())
  if ('fault' in manifest) return manifest
  const elsewhere = judge(manifest)
  if (elsewhere !== null) return { fault: elsewhere }
  const secrets = readSecrets((await sections.short()).toString('utf8'))
  const copy = await writeSection(sections.long(), database)
  await sections.end()
  const isSame = copy.bytes === manifest.databaseBytes && copy.sha256 === manifest.databaseSha256
  return isSame && secrets.deviceId === manifest.device ? { manifest, secrets } : { fault: 'does-not-prove' }
}

/** A later format may have other fields: it is told by its number before anything else is looked at. */
function manifestOf(line: string): BackupManifest | { fault: BackupFault } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { fault: 'not-a-backup' }
  }
  const format = z.object({ format: z.int() }).safeParse(json)
  if (format.success && format.data.format > BACKUP_FORMAT) return { fault: 'newer-than-program' }
  const manifest = BackupManifest.safeParse(json)
  return manifest.success ? manifest.data : { fault: 'not-a-backup' }
}

/** Whether this can be one of ours at all, before the library reads a line that may have no end. */
function headFault(path: string): BackupFault | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 'file-not-found'
  if (!stat.isFile()) return 'not-a-backup'
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(HEADER_MAX)
    const text = head.toString('latin1', 0, readSync(file, head, 0, HEADER_MAX, 0))
    return text.startsWith(AGE_FIRST_LINE) && text.includes('\n--- ') ? null : 'not-a-backup'
  } finally {
    closeSync(file)
  }
}

async function writeSection(blocks: AsyncIterable<Buffer>, path: string): Promise<{ bytes: number; sha256: string }> {
  const file = openSync(path, 'wx', 0o600)
  const sha256 = createHash('sha256')
  let bytes = 0
  try {
    for await (const block of blocks) {
      writeAll(file, block)
      sha256.update(block)
      bytes += block.length
    }
    fsyncSync(file)
    return { bytes, sha256: sha256.digest('hex') }
  } finally {
    closeSync(file)
  }
}

type Digest = { sha256: Hash; bytes: number }

function* noting(blocks: Iterable<Buffer>, digest: Digest): Generator<Buffer> {
  for (const block of blocks) {
    digest.sha256.update(block)
    digest.bytes += block.length
    yield block
  }
}

function* blocksOf(file: number): Generator<Buffer> {
  for (;;) {
    // A block of its own each time: the stream may still hold the one before.
    const block = Buffer.allocUnsafe(BLOCK)
    const count = readSync(file, block, 0, BLOCK, null)
    if (count === 0) return
    yield block.subarray(0, count)
  }
}

/** Taken block by block, as the other end has room. */
function streamOf(blocks: Generator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const next = blocks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: () => void blocks.return(undefined),
  })
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}
