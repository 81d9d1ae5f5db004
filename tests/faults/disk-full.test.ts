import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { admitInput, deskPlace, people, question } from '../support/desk-core.ts'
import { turnedClock } from '../support/journal.ts'
import { loopDisk, whyNoLoopDisk, type LoopDisk } from './loop-disk.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'

const why = whyNoLoopDisk()

describe(`a full disk${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let disk: LoopDisk
  let core: Core
  beforeAll(async () => {
    if (why !== null) return
    disk = loopDisk(24)
    const place = await deskPlace()
    place.core.close()
    cpSync(place.core.folder.root, join(disk.mountPoint, 'data'), { recursive: true })
    place.remove()
    core = openCore({
      dataFolder: join(disk.mountPoint, 'data'),
      version: '0.0.0-test',
      demo: false,
      workers: SOURCE_WORKERS,
      deliver: () => Promise.resolve({ kind: 'printer' }),
      clock: turnedClock(),
    })
  })
  afterAll(() => {
    if (why !== null) return
    core.close()
    disk.remove()
  })

  it.skipIf(why !== null)(
    'refuses the admission, keeps answering, and goes on when there is space again',
    () => {
      const ballast = join(disk.mountPoint, 'ballast')
      const { bavail, bsize } = statfsSync(disk.mountPoint)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - 300_000))
      let written = 0
      const next = () =>
        core.desk.admit(
          admitInput(people.ahmad, { question: question({ serviceDate: addDays('2026-01-01' as IsoDate, written) }) }),
          'Sari',
        )
      while (next().kind === 'admitted') written += 1
      expect(written).toBeGreaterThan(0)
      for (let n = 0; n < 5; n++) expect(next()).toEqual({ kind: 'disk-full' })

      const everything = { from: '2026-01-01' as IsoDate, to: '2026-12-31' as IsoDate, text: '', limit: 1 }
      expect(core.journal.admissions.list(everything).total).toBe(written)
      expect(core.desk.check({ text: people.ahmad, source: 'wedge', question: {} }, 'Sari').kind).toBe('people')

      rmSync(ballast)
      expect(next().kind).toBe('admitted')
      // The look-up that could not be recorded goes in with the next one.
      expect(core.desk.check({ text: people.siti, source: 'wedge', question: {} }, 'Sari').kind).toBe('people')
      const secrets = keyFile(core.folder.keyFile).load()
      if (secrets === null) throw new Error('no keys')
      const report = verifyJournal(core.folder, secrets)
      expect(report.fault).toBeNull()
      // Two of setting the hospital and its desk, one of the roster's import, two of the look-ups, one with each admission that was written.
      expect(report.auditRows).toBe(2 + 1 + 2 + (written + 1))
      expect(core.journal.admissions.list(everything).total).toBe(written + 1)
    },
    180_000,
  )
})
