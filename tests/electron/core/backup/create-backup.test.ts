import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeOlder } from '../../../../electron/core/backup/backup-folder.ts'
import { ownBackup } from '../../../../electron/core/backup/backup-name.ts'
import { createBackup } from '../../../../electron/core/backup/create-backup.ts'
import { removeDeadWork, startWorkAlone } from '../../../../electron/core/backup/own-work.ts'
import { runTask } from '../../../../electron/core/backup/run-task.ts'
import { writeSecrets } from '../../../../electron/core/keys/secrets-text.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import { loopDisk, whyNoLoopDisk } from '../../../faults/loop-disk.ts'
import { addDays, type IsoDate } from '../../../../shared/domain/dates.ts'
import { backupPlace, openJournalFile, type BackupPlace } from '../../../support/backup.ts'
import { openingEvent } from '../../../support/journal.ts'

const TODAY = '2027-01-01' as IsoDate
let place: BackupPlace
beforeEach(() => {
  place = backupPlace()
})
afterEach(() => place.remove())

const job = (folder = place.out) => ({
  dataFolder: place.folder.root,
  journal: place.folder.journal,
  folder,
  deskCode: 'A1',
  at: place.clock.now(),
  programVersion: '0.0.0-test',
})

describe('a backup', () => {
  it('has a name that says whose and when, and no other file stays beside it', async () => {
    const created = await place.create()
    expect(created).toMatchObject({ kind: 'made', manifest: { totals: { admissions: 6 } } })
    const [name = ''] = place.files()
    expect(place.files()).toHaveLength(1)
    expect(name).toBe(`loket-3275999-A1-20261121T010000Z-${place.secrets.deviceId.slice(-8)}.lsbackup`)
    expect(ownBackup(name, place.secrets.deviceId)).toEqual({ stamp: '20261121T010000Z', isPartial: false })
    const readableByOthers = process.platform === 'win32' ? 0 : statSync(join(place.out, name)).mode & 0o077
    expect(readableByOthers).toBe(0)
  })

  it('takes away its copies of the journal', async () => {
    await place.made()
    expect(readdirSync(join(place.folder.root, 'backup-work'))).toEqual(['alone.lock'])
  })

  it('never takes the name of another one', async () => {
    const [first, second] = [await place.made(), await place.made()]
    expect(first).not.toBe(second)
    expect(place.files()).toHaveLength(2)
  })

  it('removes what an interrupted one of this desk left, and nothing else', async () => {
    const own = `loket-3275999-A1-20260101T010000Z-${place.secrets.deviceId.slice(-8)}.lsbackup.partial`
    const foreign = 'loket-3275999-A1-20260101T010000Z-00000000.lsbackup.partial'
    for (const name of [own, foreign, 'letter.pdf']) writeFileSync(join(place.out, name), 'x')
    await place.made()
    expect(place.files()).toEqual(expect.arrayContaining([foreign, 'letter.pdf']))
    expect(place.files()).not.toContain(own)
  })

  it('is made while the desk writes, and holds one moment of it', async () => {
    const journal = place.open()
    const task = runTask<'create'>(SOURCE_WORKERS.backup, {
      kind: 'create',
      secrets: writeSecrets(place.secrets),
      job: job(),
    })
    let done = false
    const result = task.result.finally(() => (done = true))
    let written = 0
    while (!done) {
      journal.write((tx) => tx.append(openingEvent(tx, { serviceDate: addDays(TODAY, written) }), 'Rina'))
      written += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    journal.close()
    const created = await result
    expect(created.kind).toBe('made')
    expect(written).toBeGreaterThan(5)
    if (created.kind !== 'made') return
    const { totals, entries } = created.manifest
    expect(totals.entries).toBe(entries.seq)
    expect(totals.guaranteed).toBeLessThanOrEqual(4 + written)
  }, 180_000)
})

describe('a backup that cannot be made', () => {
  it('says that the folder is not there', async () => {
    expect(await place.create(join(place.out, 'stick'))).toEqual({ kind: 'failed', why: 'folder-missing' })
    writeFileSync(join(place.out, 'file'), '')
    expect(await place.create(join(place.out, 'file'))).toEqual({ kind: 'failed', why: 'folder-missing' })
  })

  it.skipIf(process.getuid?.() === 0)(
    'says that the folder cannot be written (skipped as root: root may write anywhere)',
    async () => {
      chmodSync(place.out, 0o500)
      expect(await place.create()).toEqual({ kind: 'failed', why: 'not-writable' })
      chmodSync(place.out, 0o700)
    },
  )

  it('waits for no other one', async () => {
    const work = startWorkAlone(place.folder.root)
    expect(await place.create()).toEqual({ kind: 'failed', why: 'busy' })
    work?.end()
    expect((await place.create()).kind).toBe('made')
  })

  it('is not kept when the journal does not prove itself, and the one before stays', async () => {
    const before = await place.made()
    const journal = openJournalFile(place)
    journal.exec('DROP TRIGGER entries_stay')
    journal.exec(`UPDATE entries SET actor = 'Anybody' WHERE seq = 5`)
    journal.close()
    expect(await place.create()).toEqual({ kind: 'failed', why: 'does-not-prove' })
    expect(place.files().map((name) => join(place.out, name))).toEqual([before])
  })

  it('leaves nothing but its partial file when its thread is ended, and the next one removes that', async () => {
    place.admit(60)
    const task = runTask<'create'>(SOURCE_WORKERS.backup, {
      kind: 'create',
      secrets: writeSecrets(place.secrets),
      job: job(),
    })
    const ended = task.result.then(
      () => 'made',
      (error: unknown) => String(error),
    )
    while (!place.files().some((name) => name.endsWith('.partial'))) await new Promise((r) => setTimeout(r, 1))
    task.stop()
    expect(await ended).toContain('was ended')
    expect(place.files().every((name) => name.endsWith('.partial'))).toBe(true)
    // Its lock is gone with the thread's connection.
    const work = readdirSync(join(place.folder.root, 'backup-work')).filter((name) => name !== 'alone.lock')
    for (const name of work) utimesSync(join(place.folder.root, 'backup-work', name), 0, 0)
    await place.made()
    expect(place.files()).toHaveLength(1)
    expect(readdirSync(join(place.folder.root, 'backup-work'))).toEqual(['alone.lock'])
  }, 180_000)

  const whyNot = whyNoLoopDisk()
  it.skipIf(whyNot !== null)(
    `says that the disk is full, and keeps the one before${whyNot === null ? '' : ` (skipped: ${whyNot})`}`,
    async () => {
      const disk = loopDisk(8)
      try {
        expect((await createBackup(job(disk.mountPoint), place.secrets)).kind).toBe('made')
        fillUp(join(disk.mountPoint, 'ballast'), 60_000)
        expect(await createBackup(job(disk.mountPoint), place.secrets)).toEqual({ kind: 'failed', why: 'disk-full' })
        const left = readdirSync(disk.mountPoint).filter((name) => name.startsWith('loket'))
        expect(left).toHaveLength(1)
        expect(left[0]).toMatch(/lsbackup$/)
      } finally {
        disk.remove()
      }
    },
  )

  it.skipIf(whyNot !== null)(
    `says so when the disk goes away in the middle${whyNot === null ? '' : ` (skipped: ${whyNot})`}`,
    async () => {
      place.admit(60)
      // A quick machine may be done before the disk is gone: then that backup is a good one, and the next one is tried.
      for (;;) {
        const disk = loopDisk(16)
        try {
          const running = runTask<'create'>(SOURCE_WORKERS.backup, {
            kind: 'create',
            secrets: writeSecrets(place.secrets),
            job: job(disk.mountPoint),
          })
          while (!readdirSync(disk.mountPoint).some((name) => name.startsWith('loket')))
            await new Promise((resolve) => setTimeout(resolve, 1))
          disk.cutPower()
          const result = await running.result
          if (result.kind === 'made') continue
          expect(result).toMatchObject({ kind: 'failed' })
          return
        } finally {
          disk.remove()
        }
      }
    },
    180_000,
  )
})

describe('what stays in the folder', () => {
  const device = '01a20134-925a-77d2-ab5d-a33e2ff8f8e8'
  const name = (stamp: string, mark = '2ff8f8e8') => `loket-3275999-A1-${stamp}-${mark}.lsbackup`
  const write = (fileName: string, content = 'age-encryption.org/v1\nmore') =>
    writeFileSync(join(place.out, fileName), content)

  it('is the newest ones of this device, and every file of anybody else', () => {
    for (let day = 1; day <= 9; day++) write(name(`2026010${day}T000000Z`))
    write(name('20260101T000000Z', 'aaaaaaaa'))
    write('notes.txt')
    expect(removeOlder(place.out, device, 3, name('20260109T000000Z'))).toBe(6)
    expect(place.files().toSorted()).toEqual(
      [
        name('20260101T000000Z', 'aaaaaaaa'),
        name('20260107T000000Z'),
        name('20260108T000000Z'),
        name('20260109T000000Z'),
        'notes.txt',
      ].toSorted(),
    )
  })

  it('is the one just made, though a turned clock named it as the oldest', () => {
    for (let day = 2; day <= 5; day++) write(name(`2026010${day}T000000Z`))
    write(name('20200101T000000Z'))
    removeOlder(place.out, device, 2, name('20200101T000000Z'))
    expect(place.files().toSorted()).toEqual([name('20200101T000000Z'), name('20260105T000000Z')])
  })

  it('is everything when the one just made is gone already', () => {
    for (let day = 2; day <= 5; day++) write(name(`2026010${day}T000000Z`))
    expect(removeOlder(place.out, device, 2, name('20270101T000000Z'))).toBe(0)
    expect(place.files()).toHaveLength(4)
  })

  it('is a broken file too, which counts as none', () => {
    write(name('20260108T000000Z'), '')
    for (const day of [1, 2, 9]) write(name(`2026010${day}T000000Z`))
    removeOlder(place.out, device, 2, name('20260109T000000Z'))
    expect(place.files().toSorted()).toEqual([
      name('20260102T000000Z'),
      name('20260108T000000Z'),
      name('20260109T000000Z'),
    ])
  })
})

it('what a run that died left in the data folder is removed, and what one at work has is not', () => {
  const dead = join(place.folder.root, 'backup-work', 'dead')
  mkdirSync(dead, { recursive: true })
  writeFileSync(join(dead, 'journal.db'), 'x')
  const alive = startWorkAlone(place.folder.root)
  expect(alive).not.toBeNull()
  if (alive === null) return
  writeFileSync(alive.file('journal.db'), 'y')
  for (const own of [dead, join(alive.file('journal.db'), '..')]) utimesSync(own, 0, 0)
  removeDeadWork(place.folder.root)
  expect(existsSync(dead)).toBe(false)
  expect(readFileSync(alive.file('journal.db'), 'utf8')).toBe('y')
  alive.end()
})

/** Until nothing more goes on the disk, but for `free` bytes. */
function fillUp(file: string, free: number): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(32_768))
  } catch {
    truncateSync(file, statSync(file).size - free)
  }
}
