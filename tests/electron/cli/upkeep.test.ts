import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/core/db/open-database.ts'
import { deriveKey } from '../../../electron/core/keys/keystore.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { loket } from '../../support/cli.ts'
import { journalPlace, testHospital } from '../../support/journal.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-cli-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const run = (...args: string[]) => loket(join(root, 'data'), ...args)

function hospitalFile(value: unknown): string {
  const file = join(root, 'hospital.json')
  writeFileSync(file, JSON.stringify(value))
  return file
}

it('a hospital and a desk are set, and the journal that says so verifies', async () => {
  expect(await run('hospital', 'set', hospitalFile(testHospital))).toMatchObject({ code: 0 })
  expect(await run('desk', 'set', '--code', 'B2')).toMatchObject({ code: 0, out: 'Desk B2.\n' })
  expect(await run('journal', 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('5 entries') })
})

it('a hospital that is not described whole is refused by the place that is wrong', async () => {
  const { code, err } = await run('hospital', 'set', hospitalFile({ ...testHospital, code: '12' }))
  expect(code).toBe(2)
  expect(err).toContain('code')
})

it('a demo never becomes a real hospital', async () => {
  const demo = journalPlace(true)
  demo.open().close()
  writeFileSync(
    demo.folder.keyFile,
    JSON.stringify({
      format: 1,
      masterKey: demo.secrets.masterKey.toString('hex'),
      signingSeed: demo.secrets.signingSeed.toString('hex'),
      deviceId: demo.secrets.deviceId,
    }),
    { mode: 0o600 },
  )
  const { code, err } = await loket(demo.folder.root, 'hospital', 'set', hospitalFile(testHospital))
  demo.remove()
  expect(code).toBe(1)
  expect(err).toContain('is a demo and stays one')
})

it('damage is named with its entry, and the desk does not start on it', async () => {
  await run('hospital', 'set', hospitalFile(testHospital))
  const path = join(root, 'data', 'journal', 'journal.db')
  const secrets = keyFile(join(root, 'data', 'keys', 'keys.json')).load()
  if (secrets === null) throw new Error('no keys')
  const db = openDatabase(path, deriveKey(secrets, 'journal'), 'journal')
  db.exec(`DROP TRIGGER entries_stay; UPDATE entries SET actor = 'x' WHERE seq = 2`)
  db.close()
  const verified = await run('journal', 'verify')
  expect(verified.code).toBe(1)
  expect(verified.err).toContain('Damaged at entry 2')
  const rebuilt = await run('journal', 'rebuild')
  expect(rebuilt.code).toBe(1)
  expect(rebuilt.err).toContain('Nothing was changed')
  expect(await run('desk', 'set', '--code', 'B2')).toMatchObject({
    code: 1,
    err: expect.stringContaining('damaged'),
  })
})

it('a bit that flipped in the file is named in one sentence', async () => {
  await run('hospital', 'set', hospitalFile(testHospital))
  const path = join(root, 'data', 'journal', 'journal.db')
  const bytes = readFileSync(path)
  bytes.writeUInt8((bytes[5000] ?? 0) ^ 1, 5000)
  writeFileSync(path, bytes)
  const { code, err } = await run('journal', 'verify')
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toHaveLength(1)
})

it('an export of days that do not exist is refused', async () => {
  await run('hospital', 'set', hospitalFile(testHospital))
  expect((await run('admissions', 'export', '--from', '2026-02-30', '--to', '2026-03-01')).code).toBe(2)
  expect((await run('admissions', 'export', '--from', '2026-03-02', '--to', '2026-03-01')).code).toBe(2)
})

it('an export replaces a file as a whole, and leaves the old one when the new one cannot be made', async () => {
  await run('hospital', 'set', hospitalFile(testHospital))
  const file = join(root, 'out.csv')
  writeFileSync(file, 'old', { mode: 0o644 })
  const open = openSync(file, 'r')
  const days = ['--from', '2026-03-01', '--to', '2026-03-02', '--out']
  expect(await run('admissions', 'export', ...days, file)).toMatchObject({ code: 0 })
  // Whoever was reading reads the old one to its end: nothing was written into it.
  expect(readFileSync(open, 'utf8')).toBe('old')
  closeSync(open)
  expect(readFileSync(file, 'utf8')).toContain('letter_number')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(root).toSorted()).toEqual(['data', 'hospital.json', 'out.csv'])
  expect(await run('admissions', 'export', ...days, '/dev/null')).toMatchObject({ code: 0 })
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
})

it('an export that has nowhere to go is not recorded as made', async () => {
  await run('hospital', 'set', hospitalFile(testHospital))
  const days = ['--from', '2026-03-01', '--to', '2026-03-02', '--out']
  for (const place of [root, join(root, 'no', 'such', 'out.csv')])
    expect((await run('admissions', 'export', ...days, place)).code).toBe(2)
  expect((await run('journal', 'verify')).out).toContain('3 entries')
})

it('a hospital in a time zone that does not exist is refused: nothing could be decided there', async () => {
  const { code, err } = await run('hospital', 'set', hospitalFile({ ...testHospital, timeZone: 'Asia/Jakrta' }))
  expect(code).toBe(2)
  expect(err).toContain('timeZone')
})

it.each([
  ['check', '3275021508909901'],
  ['admissions', 'export', '--from', '2026-03-01', '--to', '2026-03-02'],
  ['letter', 'key'],
])('asking about a folder where no desk is founds none there: %s', async (...args) => {
  const { code, out, err } = await run(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('no desk in this data folder')
  expect(existsSync(join(root, 'data'))).toBe(false)
})

it('a reader that stops reading ends the command without a word', () => {
  const command = `"${process.execPath}" electron/cli/bin.mjs --help | true; echo "\${PIPESTATUS[0]}"`
  const shell = spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: join(import.meta.dirname, '../../..') })
  expect(shell).toMatchObject({ stdout: '0\n', stderr: '' })
})
