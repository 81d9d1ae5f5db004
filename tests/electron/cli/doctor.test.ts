import { chmodSync, mkdtempSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/core/db/open-database.ts'
import { dataFolderAt } from '../../../electron/core/data-folder.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../electron/core/keys/keystore.ts'
import { HealthReport, HealthTopic } from '../../../shared/contract/health.ts'
import { loket, type CliRun } from '../../support/cli.ts'
import { testHospital } from '../../support/journal.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-doctor-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const data = () => join(root, 'data')
const folder = () => dataFolderAt(data())
const doctor = (...words: string[]) => loket(data(), 'doctor', ...words)

async function realDesk(): Promise<void> {
  const file = join(root, 'hospital.json')
  writeFileSync(file, JSON.stringify(testHospital))
  await loket(data(), 'hospital', 'set', file)
}

/** Codes by topic; the report has the form of the contract and every topic. */
function codesOf(run: CliRun): Record<string, string> {
  const { items } = HealthReport.parse(JSON.parse(run.out))
  expect(items.map(({ topic }) => topic)).toEqual(HealthTopic.options)
  return Object.fromEntries(items.map(({ topic, level, code }) => [topic, `${level} ${code}`]))
}

describe('loket doctor', () => {
  it('is one page: a mark and a word for each topic, and what to do where something is not well', async () => {
    await realDesk()
    const { code, out, err } = await doctor()
    expect(code).toBe(1)
    expect(err).toMatch(/^\d things must be put right: see the lines marked X\.\n$/)
    expect(out).toMatch(/^Something must be put right\.\n\n\+ Data folder \(well\): /)
    expect(out).toMatch(/^X Operators \(trouble\): There are none.*\n {4}Complete the set-up/m)
    expect(out.trim().split('\n').length).toBeLessThan(40)
  })

  it('speaks Indonesian when asked', async () => {
    await realDesk()
    const { out } = await doctor('--lang', 'id')
    expect(out).toMatch(/^Ada yang harus dibereskan\.\n\n\+ Folder data \(baik\): /)
  })

  it('answers as JSON with a code for each topic, and with --full checks the journal from its first line on', async () => {
    await realDesk()
    expect(codesOf(await doctor('--json'))).toMatchObject({
      journal: 'well sound',
      hospital: 'well set',
      roster: 'trouble none',
    })
    expect(codesOf(await doctor('--json', '--full'))).toMatchObject({ journal: 'well verified' })
  })

  it('says that a folder holds no desk, and makes none of it', async () => {
    expect(codesOf(await doctor('--json'))).toMatchObject({
      'data-folder': 'trouble missing',
      journal: 'trouble no-desk',
    })
    expect((await doctor()).out).toContain('? Not known before that: Space on the disk, Keys, Audit trail')
    expect(codesOf(await doctor('--json'))).toMatchObject({ 'data-folder': 'trouble missing' })
  })

  type Damage = [what: string, damage: () => void, expected: Record<string, string>]
  const damages: Damage[] = [
    [
      'the key file is gone',
      () => unlinkSync(folder().keyFile),
      { keys: 'trouble missing', journal: 'notice not-known' },
    ],
    ['others can read the key file', () => chmodSync(folder().keyFile, 0o644), { keys: 'trouble readable-by-others' }],
    ['the key file is damaged', () => writeFileSync(folder().keyFile, '{'), { keys: 'trouble damaged' }],
    ['the journal is gone', () => unlinkSync(folder().journal), { keys: 'well private', journal: 'trouble missing' }],
    [
      'the journal is cut short',
      () => truncateSync(folder().journal, 8192),
      { journal: 'trouble not-readable-with-keys' },
    ],
    ['an entry was changed', changeEntry, { journal: 'trouble damaged' }],
    [
      'others can enter the folder',
      () => chmodSync(data(), 0o755),
      { 'data-folder': 'trouble not-private', journal: 'well sound' },
    ],
  ]
  it.skipIf(process.platform === 'win32').each(damages)(
    'says exactly what is wrong when %s',
    async (_what, damage, expected) => {
      await realDesk()
      damage()
      const run = await doctor('--json')
      expect(run.code).toBe(1)
      expect(codesOf(run)).toMatchObject(expected)
      const { out, err } = await doctor('--full')
      expect(out + err).not.toMatch(/ {4}at |Error|undefined/)
    },
  )
})

function changeEntry(): void {
  const secrets = keyFile(folder().keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const db = openDatabase(folder().journal, deriveKey(secrets, 'journal'), 'journal')
  db.exec(`DROP TRIGGER entries_stay; UPDATE entries SET actor = 'x' WHERE seq = 2`)
  db.close()
}
