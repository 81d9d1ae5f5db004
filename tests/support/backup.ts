import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { createBackup, type CreateOutcome } from '../../electron/core/backup/create-backup.ts'
import { openDatabase, type Db } from '../../electron/core/db/open-database.ts'
import { backupIdentity } from '../../electron/core/keys/backup-identity.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../electron/core/keys/keystore.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { journalPlace, openingEvent, testHospital, testNik, type JournalPlace } from './journal.ts'

/** A desk with some admissions, prints, voids and audit rows, and an empty folder for its backups. */
export type BackupPlace = JournalPlace & {
  out: string
  identity: string
  /** In this thread. */
  create(folder?: string): Promise<CreateOutcome>
  /** The same, and it must succeed: the path of the new file. */
  made(): Promise<string>
  /** What lies in the backup folder. */
  files(): string[]
  admit(count: number): void
}

export function backupPlace(admissions = 6): BackupPlace {
  const place = journalPlace()
  keyFile(place.folder.keyFile).create(place.secrets)
  const out = join(place.folder.root, '..', `${place.folder.root.split('/').at(-1)}-out`)
  mkdirSync(out)
  const journal = place.open()
  journal.write((tx) => void tx.append({ type: 'hospital-set', body: { hospital: testHospital } }, 'Budi'))
  journal.close()
  let day = 0

  function admit(count: number): void {
    const open = place.open()
    for (let n = 0; n < count; n++) {
      const serviceDate = addDays('2026-01-01' as IsoDate, day++)
      open.write((tx) => {
        const event = openingEvent(tx, { serviceDate })
        const admissionId = event.body.admission.id
        tx.append(event, 'Rina')
        tx.append({ type: 'letter-printed', body: { admissionId, copy: 1 } }, 'Rina')
        if (n % 3 === 0) tx.append({ type: 'admission-voided', body: { admissionId, reason: 'salah orang' } }, 'Sari')
      })
      const subject = { kind: 'nik', value: testNik(n) } as const
      open.audit([{ actor: 'Rina', action: 'look-up', subject, facts: { answer: 'people' } }])
    }
    open.close()
  }

  const create = (folder = out) =>
    createBackup(
      {
        dataFolder: place.folder.root,
        journal: place.folder.journal,
        folder,
        deskCode: 'A1',
        at: place.clock.now(),
        programVersion: '0.0.0-test',
      },
      place.secrets,
    )

  admit(admissions)
  return {
    ...place,
    out,
    identity: backupIdentity(place.secrets),
    create,
    async made() {
      const created = await create()
      if (created.kind !== 'made') throw new Error(created.why)
      return join(out, created.fileName)
    },
    files: () => (existsSync(out) ? readdirSync(out) : []),
    admit,
    remove() {
      place.remove()
      rmSync(out, { recursive: true, force: true })
    },
  }
}

/** The plain parts of a backup, to put together again with something changed. */
export async function plainOf(
  path: string,
  identity: string,
): Promise<{ manifest: string; secrets: Buffer; database: Buffer }> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const plain = Buffer.from(await decrypter.decrypt(readFileSync(path)))
  const line = plain.indexOf(0x0a)
  const secretsAt = line + 1 + 8
  const secretsBytes = Number(plain.readBigUInt64BE(line + 1))
  const databaseAt = secretsAt + secretsBytes + 8
  return {
    manifest: plain.toString('utf8', 0, line),
    secrets: plain.subarray(secretsAt, secretsAt + secretsBytes),
    database: plain.subarray(databaseAt),
  }
}

/** A backup of any content, encrypted as a desk would. */
export async function sealedBackup(path: string, identity: string, parts: readonly Buffer[]): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  writeFileSync(path, await encrypter.encrypt(Buffer.concat(parts)))
}

export function section(bytes: Buffer): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(bytes.length))
  return Buffer.concat([length, bytes])
}

/** The journal's file with its keys, past everything that guards it. */
export function openJournalFile({ folder, secrets }: JournalPlace): Db {
  return openDatabase(folder.journal, deriveKey(secrets, 'journal'), 'journal')
}
