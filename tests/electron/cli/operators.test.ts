import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connect } from '../../../electron/core/journal/connection.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../electron/core/keys/keystore.ts'
import { dataFolderAt } from '../../../electron/core/data-folder.ts'
import { loket, loketWith } from '../../support/cli.ts'
import { deskPlace, people, TODAY, type DeskPlace } from '../../support/desk-core.ts'
import { testHospital } from '../../support/journal.ts'

const BIN = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'bin.mjs')
const MACHINE = `machine administrator (${userInfo().username})`
const PIN = '480213'

let root: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-operators-'))
  const file = join(root, 'hospital.json')
  writeFileSync(file, JSON.stringify(testHospital))
  await loket(data(), 'hospital', 'set', file)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const data = () => join(root, 'data')
const operator = (...words: string[]) => loketWith({ LOKET_NEW_PIN: PIN }, data(), 'operator', ...words)
const oneSentence = (err: string) => err.trim().split('\n').length === 1

/** Runs a command in a terminal of its own and answers each question that ends in ": ". Settles with all that the terminal showed. */
function typing(words: readonly string[], answers: readonly string[]): Promise<string> {
  const command = [process.execPath, BIN, '--data', data(), ...words].map((word) => `"${word}"`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = [...answers]
  let shown = ''
  let heard = 0
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    const question = shown.indexOf(': ', heard)
    if (question < 0 || waiting.length === 0) return
    heard = question + 2
    child.stdin.write(`${waiting.shift()}\r`)
  })
  return new Promise((resolve) => void child.on('close', () => resolve(shown)))
}

/** What the trail of a folder says, oldest first. */
function trailOf(dataFolder: string): { actor: string; action: string; facts: unknown }[] {
  const folder = dataFolderAt(dataFolder)
  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    return [...connection.auditTrail.from(1)].map(({ actor, action, facts }) => ({
      actor,
      action,
      facts: JSON.parse(facts) as unknown,
    }))
  } finally {
    connection.db.close()
  }
}

describe('loket operator', () => {
  it('adds, lists, disables, enables and gives a new PIN, as the administrator of the machine', async () => {
    expect(await operator('list')).toMatchObject({ code: 0, out: 'There are no operators yet.\n' })
    expect(await operator('add', 'Budi Contoh', '--role', 'administrator')).toMatchObject({
      code: 0,
      out: 'Added: Budi Contoh, administrator.\n',
    })
    expect(await operator('add', 'Rina Contoh', '--role', 'clerk')).toMatchObject({ code: 0 })
    expect(await operator('disable', 'rina  contoh')).toMatchObject({
      code: 0,
      out: 'Rina Contoh cannot sign in any more.\n',
    })
    const listed = await operator('list', '--json')
    expect(JSON.parse(listed.out)).toEqual([
      { name: 'Budi Contoh', role: 'administrator', active: true, method: 'pin', lockedOutForMs: 0 },
      { name: 'Rina Contoh', role: 'clerk', active: false, method: 'pin', lockedOutForMs: 0 },
    ])
    expect((await operator('list')).out).toMatch(/Rina Contoh\s+clerk\s+disabled/)
    expect(await operator('enable', 'Rina Contoh')).toMatchObject({ code: 0, out: 'Rina Contoh may sign in again.\n' })
    expect(await operator('reset-pin', 'Rina Contoh')).toMatchObject({ code: 0 })
    const actors = new Set(trailOf(data()).map(({ actor }) => actor))
    expect([...actors]).toEqual([MACHINE])
  })

  it('refuses with one sentence what cannot be', async () => {
    await operator('add', 'Budi Contoh', '--role', 'administrator')
    const cases: [words: string[], pin: string, code: number, says: RegExp][] = [
      [['add', 'budi CONTOH', '--role', 'clerk'], PIN, 1, /never given twice/],
      [['add', 'machine administrator', '--role', 'clerk'], PIN, 2, /name/],
      [['add', 'Rina Contoh', '--role', 'boss'], PIN, 2, /role/],
      [['add', 'Rina Contoh'], PIN, 2, /--role/],
      [['add', 'Rina Contoh', '--role', 'clerk'], '12345', 2, /at least 6 digits/],
      [['add', 'Rina Contoh', '--role', 'clerk'], '123456', 2, /first that anybody would try/],
      [['add', 'Rina Contoh', '--role', 'clerk'], '', 1, /LOKET_NEW_PIN/],
      [['disable', 'Budi Contoh'], PIN, 1, /make somebody else an administrator first/],
      [['disable', 'Nobody Contoh'], PIN, 2, /Nobody has this name/],
      [['reset-pin', 'Nobody Contoh'], PIN, 2, /Nobody has this name/],
    ]
    for (const [words, pin, code, says] of cases) {
      const run = await loketWith({ LOKET_NEW_PIN: pin }, data(), 'operator', ...words)
      expect(run).toMatchObject({ code, out: '', err: expect.stringMatching(says) })
      expect(oneSentence(run.err)).toBe(true)
    }
  })

  it('can be done in the name of an operator, who then needs the right', async () => {
    await operator('add', 'Budi Contoh', '--role', 'administrator')
    await operator('add', 'Rina Contoh', '--role', 'clerk')
    const as = (name: string) =>
      loketWith({ LOKET_PIN: PIN, LOKET_OPERATOR: name }, data(), 'operator', 'disable', 'Rina Contoh')
    expect(await as('Rina Contoh')).toMatchObject({ code: 1, err: expect.stringContaining('"configure"') })
    expect(await as('Budi Contoh')).toMatchObject({ code: 0 })
    expect(trailOf(data()).slice(-2)).toMatchObject([
      { actor: 'Budi Contoh', action: 'signed-in', facts: { for: 'command' } },
      { actor: 'Budi Contoh', action: 'configured' },
    ])
  })

  const script = spawnSync('script', ['--version']).status === 0
  it.skipIf(!script)(
    'asks for a new PIN twice at the terminal and shows nothing of it (skipped where there is no "script" to make a terminal)',
    async () => {
      const add = ['operator', 'add', 'Sari Contoh', '--role', 'supervisor']
      const wrong = await typing(add, [PIN, '999888'])
      expect(wrong).toContain('not the same')
      const added = await typing(add, [PIN, `9\u007F${PIN}`])
      expect(added).toContain('Added: Sari Contoh, supervisor.')
      expect(wrong + added).not.toMatch(/480213|999888/)
    },
  )
})

describe('a command that shows data of persons', () => {
  let desk: DeskPlace
  beforeAll(async () => {
    desk = await deskPlace()
    for (const [name, role] of [
      ['Budi Contoh', 'administrator'],
      ['Rina Contoh', 'clerk'],
      ['Dewi Contoh', 'finance'],
      ['Agus Contoh', 'auditor'],
    ] as const)
      await desk.core.accounts.add({ name, role, secret: PIN }, 'test')
    desk.core.close()
  })
  afterAll(() => rmSync(desk.root, { recursive: true, force: true }))

  const as = (name: string | null, pin: string, ...words: string[]) =>
    loketWith({ LOKET_PIN: pin }, join(desk.root, 'data'), ...words, ...(name === null ? [] : ['--operator', name]))
  const check = ['check', people.ahmad, '--date', TODAY, '--json']
  const exported = ['admissions', 'export', '--from', TODAY, '--to', TODAY]

  it('asks who you are, and answers whoever may see it', async () => {
    const nobody = await as(null, PIN, ...check)
    expect(nobody).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--operator NAME') })
    expect(oneSentence(nobody.err)).toBe(true)
    expect(await as('Rina Contoh', '', ...check)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/PIN/) })
    const answered = await as('rina contoh', PIN, ...check)
    expect(answered).toMatchObject({ code: 0, err: '' })
    expect(z.looseObject({ candidates: z.array(z.unknown()) }).parse(JSON.parse(answered.out)).candidates).toHaveLength(
      1,
    )
    expect(trailOf(join(desk.root, 'data')).at(-1)).toMatchObject({ actor: 'Rina Contoh', action: 'look-up' })
  })

  it('refuses who has not the right, and says so in the trail', async () => {
    for (const name of ['Budi Contoh', 'Dewi Contoh', 'Agus Contoh'])
      expect(await as(name, PIN, ...check)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('"enter"'),
      })
    expect(await as('Rina Contoh', PIN, ...exported)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('"export"'),
    })
    expect(trailOf(join(desk.root, 'data')).at(-1)).toMatchObject({ actor: 'Rina Contoh', action: 'call-refused' })
    expect(await as('Dewi Contoh', PIN, ...exported)).toMatchObject({ code: 0 })
    expect(await as('Dewi Contoh', PIN, 'letter', 'print', 'x', '--out', join(desk.root, 'x.pdf'))).toMatchObject({
      code: 1,
    })
  })

  it('counts wrong PINs toward the lock-out, over processes', async () => {
    for (let left = 4; left > 0; left -= 1) {
      const run = await as('Dewi Contoh', '999000', ...exported)
      expect(run).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(left === 1 ? '1 try' : `${left} tries`),
      })
    }
    await as('Dewi Contoh', '999000', ...exported)
    expect(await as('Dewi Contoh', PIN, ...exported)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/has to wait 1 minute more/),
    })
    expect(trailOf(join(desk.root, 'data')).map(({ action }) => action)).toContain('locked-out')
    expect(await as('Nobody Contoh', PIN, ...exported)).toMatchObject({
      code: 1,
      err: expect.stringContaining('4 tries'),
    })
  })
})
