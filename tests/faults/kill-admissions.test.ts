import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { deskPlace, type DeskPlace } from '../support/desk-core.ts'
import { startAdmitting, type Admitted } from './admit-process.ts'

const ADMISSIONS = 200
/** Each life is cut at a random moment of its first so many milliseconds of admitting. */
const LIFE_MS = process.env['LOKET_LONG'] === '1' ? 40 : 150

let place: DeskPlace
beforeAll(async () => {
  place = await deskPlace()
  place.core.close()
})
afterAll(() => place.remove())

it('a desk that is killed again and again loses no acknowledged admission and writes none twice', async () => {
  const { folder } = place.core
  const acknowledged = new Map<number, Admitted>()
  const readyMs: number[] = []
  let kills = 0
  while (acknowledged.size < ADMISSIONS) {
    // The one in flight at the kill is sent again.
    const { child, ready, ended } = startAdmitting(folder.root, acknowledged.size, ADMISSIONS - 1)
    readyMs.push(await ready)
    const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * LIFE_MS)
    const said = await ended
    clearTimeout(timer)
    if (child.signalCode === 'SIGKILL') kills += 1
    for (const message of said) {
      expect(message.kind).not.toBe('refused')
      if (message.kind === 'admitted') acknowledged.set(message.n, message)
    }
  }

  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  expect(verifyJournal(folder, secrets).fault).toBeNull()
  const core = place.reopen()
  const everything = { from: '2026-01-01' as IsoDate, to: '2026-12-31' as IsoDate, text: '', limit: 500 }
  const { admissions, total } = core.journal.admissions.list(everything)
  expect(total).toBe(ADMISSIONS)
  expect(new Set(admissions.map(({ id }) => id))).toEqual(new Set([...acknowledged.values()].map(({ id }) => id)))
  expect(new Set(admissions.map(({ letterNumber }) => letterNumber)).size).toBe(ADMISSIONS)
  // No gap either: a number taken by a transaction that died was never taken.
  expect(Math.max(...admissions.map(({ letterNumber }) => Number(letterNumber.slice(0, 6))))).toBe(ADMISSIONS)
  expect(kills).toBeGreaterThan(0)
  const slowest = Math.max(...readyMs)
  console.info(
    `${kills} kills over ${ADMISSIONS} admissions; ready again in at most ${slowest.toFixed(0)} ms (promise: 3000)`,
  )
}, 300_000)
