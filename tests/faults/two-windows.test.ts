import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deskPlace, type DeskPlace } from '../support/desk-core.ts'
import { startAdmitting, type Said } from './admit-process.ts'

// 200 and 37, the stride of the second window, have no common divisor: both come to every admission.
const LAST = 199

let place: DeskPlace
beforeAll(async () => {
  place = await deskPlace()
  place.core.close()
})
afterAll(() => place.remove())

it('two processes that admit the same people at once admit each of them once, and both name the same admission', async () => {
  const { folder } = place.core
  const windows = [1, 2].map((window) => startAdmitting(folder.root, 0, LAST, window))
  await Promise.all(windows.map(({ ready }) => ready))
  for (const { child } of windows) child.stdin?.write('!')
  const said = await Promise.all(windows.map(({ ended }) => ended))
  const [one = [], two = []] = said.map(answers)
  expect(one.map(({ id }) => id)).toEqual(two.map(({ id }) => id))
  expect(one).toHaveLength(LAST + 1)
  // Each was written by exactly one of them, and each of them wrote some: it was a race.
  const written = [one, two].map((list) => list.filter(({ kind }) => kind === 'admitted').length)
  expect((written[0] ?? 0) + (written[1] ?? 0)).toBe(LAST + 1)
  expect(Math.min(...written)).toBeGreaterThan(0)
  console.info(`two windows: ${written.join(' and ')} admissions written`)

  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  expect(verifyJournal(folder, secrets).fault).toBeNull()
  const everything = { from: '2026-01-01' as IsoDate, to: '2026-12-31' as IsoDate, text: '', limit: 500 }
  const { admissions } = place.reopen().journal.admissions.list(everything)
  expect(new Set(admissions.map(({ letterNumber }) => letterNumber)).size).toBe(LAST + 1)
}, 180_000)

function answers(said: Said[]) {
  return said
    .flatMap((message) => (message.kind === 'admitted' || message.kind === 'already' ? [message] : []))
    .toSorted((a, b) => a.n - b.n)
}
