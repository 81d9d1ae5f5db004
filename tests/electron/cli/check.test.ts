import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loket, loketReading } from '../../support/cli.ts'
import { deskPlace, familyKk, people, type DeskPlace } from '../../support/desk-core.ts'

let place: DeskPlace
let data: string
beforeAll(async () => {
  place = await deskPlace()
  place.core.close()
  data = place.core.folder.root
})
afterAll(() => place.remove())

const run = (...args: string[]) => loket(data, ...args)
const onDay = ['--date', '2026-11-21', '--care', 'igd']

function batchFile(name: string, text: string | Buffer): string {
  const file = join(place.root, name)
  writeFileSync(file, text)
  return file
}

function objects(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('loket check', () => {
  it('answers in the agreed JSON, the verdict repeated for a single person', async () => {
    const { code, out } = await run('check', people.ahmad, '--json', '--date', '2026-11-21')
    expect(code).toBe(0)
    const [answer] = objects(out)
    expect(answer).toMatchObject({
      key: { kinds: ['nik', 'kk'] },
      roster: { asOf: '2026-11-21' },
      candidates: [
        { matchedBy: 'nik', nik: people.ahmad, kkNumber: familyKk, name: 'Ahmad Contoh', sex: 'L', warnings: [] },
      ],
    })
    if (answer === undefined) throw new Error('no answer')
    const [candidate] = answer['candidates'] as { verdict: object; programmes: { trace: object[] }[] }[]
    expect(candidate?.programmes[0]?.trace).toHaveLength(19)
    expect(answer['verdict']).toEqual(candidate?.verdict)
    // The roster's age decides `stale` by the machine's own date, so only the rules' own answer is pinned.
    expect(JSON.stringify(candidate)).toContain('"referral-missing"')
  })

  it('reads the number from standard input, out of the list of processes', async () => {
    const { code, out, err } = await loketReading(data, `${people.ahmad}\n`, 'check', '-', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(objects(out)).toMatchObject([{ candidates: [{ nik: people.ahmad }] }])
    expect((await loketReading(data, '', 'check', '-')).code).toBe(2)
  })

  it('gives no verdict for a family: a person chooses', async () => {
    const [answer] = objects((await run('check', familyKk, '--json')).out)
    expect(answer).not.toHaveProperty('verdict')
    expect(answer?.['candidates']).toHaveLength(5)
  })

  it('says not-found as an answer, not as a failure', async () => {
    const { code, out } = await run('check', people.unknown, '--json')
    expect(code).toBe(0)
    expect(objects(out)).toMatchObject([{ verdict: { kind: 'not-found' }, candidates: [] }])
  })

  it.each([
    [['check', 'halo'], 'not a number'],
    [['check', people.ahmad, '--date', '2026-02-30'], 'date that exists'],
    [['check', people.ahmad, '--care', 'gigi'], 'care'],
    [['check', people.ahmad, '--referral-origin', 'puskesmas'], 'needs both'],
    [['check'], 'which number'],
  ])('refuses bad input with code 2 and one sentence: %j', async (args, sentence) => {
    const { code, out, err } = await run(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain(people.ahmad)
  })

  it('reads well without --json', async () => {
    const { code, out } = await run('check', people.ahmad, ...onDay)
    expect(code).toBe(0)
    expect(out).toContain('Ahmad Contoh')
    expect(out).toContain('Emergency')
  })
})

describe('loket check --batch', () => {
  it('answers each row in order, and a bad row with its line and code', async () => {
    const file = batchFile(
      'batch.csv',
      [
        'key;care;date;ward_class;referral_origin;referral_date;other_payer;accident',
        `${people.ahmad};igd;2026-11-21;;;;;`,
        `${people.unknown};;;;;;;`,
        ';igd;;;;;;',
        `${people.ahmad};gigi;;;;;;`,
        'halo;;;;;;;',
        `${people.ahmad};rawat-jalan;2026-11-21;;puskesmas;;;`,
        `${familyKk};igd;2026-11-21;;;;ya;none`,
      ].join('\r\n'),
    )
    const { code, out } = await run('check', '--batch', file, '--json')
    expect(code).toBe(0)
    expect(objects(out)).toMatchObject([
      { candidates: [{ nik: people.ahmad }] },
      { verdict: { kind: 'not-found' } },
      { line: 4, code: 'key-missing' },
      { line: 5, code: 'care-invalid' },
      { line: 6, code: 'key-unreadable' },
      { line: 7, code: 'referral-incomplete' },
      { key: { kinds: ['nik', 'kk'] } },
    ])
  })

  it('needs only the column key, in any place, beside columns it does not know', async () => {
    const file = batchFile('few.csv', `﻿catatan,KEY\nx,${people.ahmad}\n`)
    expect(objects((await run('check', '--batch', file)).out)).toMatchObject([{ candidates: [{ nik: people.ahmad }] }])
  })

  it('says that there is no such file, not that its columns are wrong', async () => {
    const { code, err } = await run('check', '--batch', join(place.root, 'absent.csv'))
    expect(code).toBe(2)
    expect(err).toContain('check its name')
    expect(err).not.toContain('header')
  })

  it.each([
    ['no such file', null],
    ['no column key', 'nik\n3275021508909901\n'],
    ['an open quote', `key\n${people.unknown}\n"3275\n`],
    ['a field without an end', `key\n"${'3'.repeat(70_000)}"\n`],
  ])('ends with code 2 when the file itself cannot be read: %s', async (name, text) => {
    const file = text === null ? join(place.root, 'absent.csv') : batchFile(`${name}.csv`, text)
    const { code, err } = await run('check', '--batch', file)
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
