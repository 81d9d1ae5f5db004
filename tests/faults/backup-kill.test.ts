import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyBackup } from '../../electron/core/backup/verify-backup.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { fileSha256 } from '../../electron/core/roster/file-sha256.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { backupPlace, type BackupPlace } from '../support/backup.ts'
import { openingEvent, turnedClock } from '../support/journal.ts'
import { openJournal } from '../../electron/core/journal/open-journal.ts'
import { silentLog } from '../../electron/core/server/log.ts'

const KILLS = process.env['LOKET_LONG'] === '1' ? 100 : 10
const FIRST_DAY = '2030-01-01' as IsoDate

let place: BackupPlace
beforeAll(() => {
  place = backupPlace(300)
})
afterAll(() => place.remove())

it(`a backup that is killed ${KILLS} times at any moment leaves the old good one or the new good one, while the desk admits`, async () => {
  const folder = join(place.out, 'stick')
  mkdirSync(folder)
  // The desk: another process of the same data folder, with a clock that goes with the real one.
  const journal = openJournal({
    folder: place.folder,
    secrets: place.secrets,
    clock: turnedClock(new Date().toISOString()),
    log: silentLog,
    programVersion: '0',
    demo: false,
  })
  let admitted = 0
  const admitting = setInterval(() => {
    // A journal that grew all the time would soon take longer than any of the kills waits.
    if (admitted >= KILLS * 4) return
    const done = journal.write((tx) =>
      tx.append(openingEvent(tx, { serviceDate: addDays(FIRST_DAY, admitted) }), 'Rina'),
    )
    if (done.kind === 'written') admitted += 1
  }, 100)
  let whole = 0
  let midway = 0
  /** SHA-256 of every file that was found good. */
  const seen = new Map<string, string>()
  try {
    // How long one takes here, so that kills fall on all of it.
    const cycleMs = await timeOfOne(folder)
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAfter(folder, Math.random() * cycleMs * 2)
      whole += said
      const names = readdirSync(folder)
      const finals = names.filter((name) => name.endsWith('.lsbackup'))
      if (names.length > finals.length) midway += 1
      expect(finals.length).toBeGreaterThan(0)
      // Those that were good before are the same files still; the oldest go when there are more than are kept.
      const still = [...seen].filter(([name]) => names.includes(name))
      expect(still.map(([name]) => [name, fileSha256(join(folder, name))])).toEqual(still)
      for (const name of finals.filter((one) => !seen.has(one))) {
        const outcome = await verifyBackup(
          {
            path: join(folder, name),
            identities: [place.identity],
            expected: { hospitalCode: '3275999', device: place.secrets.deviceId },
            place: place.folder.root,
            programVersion: '0',
          },
          null,
        )
        expect(outcome.kind).toBe('good')
        seen.set(name, fileSha256(join(folder, name)))
      }
    }
  } finally {
    clearInterval(admitting)
    journal.close()
  }
  console.info(
    `${KILLS} kills: ${midway} left a partial file, ${whole} backups were finished before; ${seen.size} files under a final name, all good; ${admitted} admissions meanwhile`,
  )
  expect(admitted).toBeGreaterThan(KILLS / 2)
  expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
}, 1_800_000)

function start(folder: string) {
  const script = join(import.meta.dirname, 'backup-loop.ts')
  return spawn(process.execPath, [script, place.folder.root, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
}

function timeOfOne(folder: string): Promise<number> {
  const child = start(folder)
  const { promise, resolve } = Promise.withResolvers<number>()
  let readyAt = 0
  child.stdout.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    if (text.includes('ready')) readyAt = performance.now()
    if (!text.includes('.lsbackup')) return
    child.kill('SIGKILL')
    child.once('close', () => resolve(performance.now() - readyAt))
  })
  return promise
}

/** How many backups were finished and noted in its life. */
function killedAfter(folder: string, ms: number): Promise<number> {
  const child = start(folder)
  const { promise, resolve } = Promise.withResolvers<number>()
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), ms)
    text += chunk.toString()
  })
  child.once('close', () => resolve(text.split('\n').filter((line) => line.endsWith('.lsbackup')).length))
  return promise
}
