import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/core/db/open-database.ts'
import { sealAudit } from '../../../electron/core/journal/seal-audit.ts'
import { deriveKey } from '../../../electron/core/keys/keystore.ts'
import { loket, loketReading, loketWith } from '../../support/cli.ts'
import { deskPlace, familyKk, people, rina, type DeskPlace } from '../../support/desk-core.ts'
import { secretsOf, trailOf, withoutHashes } from '../../support/trail.ts'

// A desk without operators yet: the machine's administrator may ask.
let place: DeskPlace
beforeAll(async () => {
  place = await deskPlace()
  const { desk } = place.core
  for (const text of [people.ahmad, familyKk, people.siti])
    desk.check({ text, source: 'wedge', question: {} }, rina.name)
  sealAudit(place.core.journal)
})
afterAll(() => place.remove())

const audit = (...words: string[]) => loket(join(place.root, 'data'), 'audit', ...words)

describe('loket audit export', () => {
  it('writes the lines of an operator as a file, and that it did stands in the trail', async () => {
    const file = join(place.root, 'jejak.csv')
    const { code, out } = await audit('export', '--actor', rina.name, '--action', 'look-up', '--out', file)
    const content = readFileSync(file)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect({ code, out }).toEqual({ code: 0, out: `8 lines, SHA-256 ${sha256}\n` })
    expect(content.toString().trim().split('\r\n')).toHaveLength(9)
    expect(withoutHashes(content.toString())).not.toMatch(/\d{16}|Ahmad|Siti/)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(trailOf(place.core).findLast(({ action }) => action === 'audit-exported')).toMatchObject({
      actor: expect.stringMatching(/^machine administrator \(/),
      facts: { operator: rina.name, action: 'look-up', rows: 8, sha256, format: 'csv' },
    })
  })

  it('says who dealt with a person, whose number is read from standard input, and why that was asked', async () => {
    const words = ['audit', 'export', '--person', '-', '--reason', 'pengaduan pasien', '--format', 'json']
    const { code, out } = await loketReading(join(place.root, 'data'), `${people.siti}\n`, ...words)
    expect(code).toBe(0)
    const { rows } = JSON.parse(out) as { rows: { action: string; subject: string; facts: object }[] }
    expect(rows.map(({ action }) => action)).toEqual(['look-up', 'look-up', 'person-asked-about'])
    expect(rows.at(-1)?.facts).toEqual({ reason: 'pengaduan pasien' })
    expect(withoutHashes(out)).not.toMatch(/\d{16}/)
  })

  it.each([
    ['a person without a reason', ['--person', people.siti]],
    ['a reason of one letter', ['--person', people.siti, '--reason', 'x']],
    ['a number that is none', ['--person', 'bukan nomor', '--reason', 'pengaduan pasien']],
    ['a day that does not exist', ['--from', '2026-02-30']],
    ['days in the wrong order', ['--from', '2026-11-22', '--to', '2026-11-21']],
    ['an action that is not known', ['--action', 'dreaming']],
    ['a folder that is not there', ['--out', '/nowhere/at/all.csv']],
  ])('refuses %s as bad input, in one sentence, and writes nothing', async (_name, words) => {
    const before = trailOf(place.core).length
    const { code, out, err } = await audit('export', ...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain(people.siti)
    expect(trailOf(place.core)).toHaveLength(before)
  })
})

it('where there are operators, only one who may audit gets an export, and it is theirs in the trail', async () => {
  const desk = await deskPlace()
  const secret = '480213'
  for (const [name, role] of [
    ['Budi Contoh', 'administrator'],
    ['Agus Contoh', 'auditor'],
  ] as const)
    expect(await desk.core.accounts.add({ name, role, secret }, 'test')).toMatchObject({ kind: 'changed' })
  const as = (operator: string | null) => {
    const words = ['audit', 'export', '--from', '2026-11-21', ...(operator === null ? [] : ['--operator', operator])]
    return loketWith({ LOKET_PIN: secret }, join(desk.root, 'data'), ...words)
  }
  expect(await as(null)).toMatchObject({ code: 1, out: '' })
  expect(await as('Budi Contoh')).toMatchObject({ code: 1, out: '' })
  expect(await as('Agus Contoh')).toMatchObject({ code: 0, out: expect.stringContaining('operator-added') })
  expect(trailOf(desk.core).at(-1)).toMatchObject({ actor: 'Agus Contoh', action: 'audit-exported' })
  desk.remove()
})

describe('loket audit verify', () => {
  it('says that the trail is sound, while the desk works', async () => {
    const { code, out } = await audit('verify')
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Sound: \d+ audit rows/) })
  })

  it('names the row that was changed, and ends with 1', async () => {
    const { code, out, err } = await withForged(`UPDATE audit SET actor = 'Sari Contoh' WHERE seq = 5`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('The audit trail is damaged at row 5: it was changed after it was written.')
  })

  it('names the row that was taken out', async () => {
    const { code, err } = await withForged('DELETE FROM audit WHERE seq = 4')
    expect(code).toBe(1)
    expect(err).toContain('damaged at row 4: a row is missing here.')
  })

  it('says that there is no journal in another folder', async () => {
    expect(await loket(join(place.root, 'nothing'), 'audit', 'verify')).toMatchObject({ code: 2 })
  })
})

/** What verify says of the folder while a forger's change stands in it. */
async function withForged(sql: string) {
  const db = openDatabase(place.core.folder.journal, deriveKey(secretsOf(place.core), 'journal'), 'journal')
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all()
  const rows = db.prepare('SELECT * FROM audit').all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  try {
    return await audit('verify')
  } finally {
    db.exec('DELETE FROM audit')
    const back = db.prepare(
      'INSERT INTO audit VALUES (@seq, @at, @actor, @action, @subject, @facts, @prev_hash, @hash)',
    )
    for (const row of rows) back.run(row)
    for (const trigger of triggers) db.exec(trigger.sql)
    db.close()
  }
}
