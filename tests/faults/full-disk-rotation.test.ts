import { closeSync, cpSync, existsSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder, type DataFolder } from '../../electron/core/data-folder.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { withNewKeys } from '../../electron/core/keys/fresh-secrets.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import type { Secrets } from '../../electron/core/keys/keystore.ts'
import { rotateNow } from '../../electron/core/keys/rotate-now.ts'
import { settleKeyFile } from '../../electron/core/keys/settle-rotation.ts'
import { readPointer } from '../../electron/core/roster/pointer-file.ts'
import { refusalOf } from '../../electron/core/refusal-sentence.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { deskPlace } from '../support/desk-core.ts'
import { loopDisk, whyNoLoopDisk, type LoopDisk } from './loop-disk.ts'

const why = whyNoLoopDisk()

describe(`a rotation on a full disk${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let disk: LoopDisk
  let folder: DataFolder
  beforeAll(async () => {
    if (why !== null) return
    disk = loopDisk(48)
    const place = await deskPlace()
    place.core.close()
    cpSync(place.core.folder.root, join(disk.mountPoint, 'data'), { recursive: true })
    place.remove()
    folder = openDataFolder(join(disk.mountPoint, 'data'))
  })
  afterAll(() => {
    if (why === null) disk.remove()
  })

  const deps = () => ({ folder, clock: systemClock, log: silentLog, programVersion: '0.0.0-test' })
  const current = (): Secrets => {
    const secrets = keyFile(folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    return secrets
  }

  it.skipIf(why !== null)('is refused before it begins where there is no room for the copies', () => {
    const before = current()
    const ballast = fill(100_000)
    expect(rotateNow(deps(), 'Budi Contoh')).toEqual({ kind: 'disk-full' })
    rmSync(ballast)
    expect(current()).toEqual(before)
    expect(verifyJournal(folder, before).fault).toBeNull()
  })

  it.skipIf(why !== null)(
    'is given up wherever the space ends, the desk opens under its keys, and with space it is done',
    () => {
      const before = current()
      const pointer = readPointer(folder.rosterDir)
      const needed = statSync(folder.journal).size * 2 + 400_000
      let givenUp = 0
      for (let free = 8_192; free < needed; free += 24_576) {
        keyFile(folder.keyFile).stage({ secrets: withNewKeys(before), askedBy: 'Budi Contoh' })
        const ballast = fill(free)
        const refused = refusalIn(() => settleKeyFile(deps(), keyFile(folder.keyFile)))
        rmSync(ballast)
        // Where SQLite cannot even open the journal, nobody knows yet what to do with the next keys.
        expect(refused === null || refused === 'disk-full').toBe(true)
        expect(existsSync(join(folder.root, 'keys', 'keys.next'))).toBe(refused !== null)
        keyFile(folder.keyFile).unstage()
        if (!current().masterKey.equals(before.masterKey)) break
        givenUp += 1
        expect(verifyJournal(folder, before).fault).toBeNull()
        expect(readPointer(folder.rosterDir)).toEqual(pointer)
      }
      expect(givenUp).toBeGreaterThan(5)
      if (current().masterKey.equals(before.masterKey)) rotateNow(deps(), 'Budi Contoh')
      expect(current().masterKey.equals(before.masterKey)).toBe(false)
      expect(verifyJournal(folder, current()).fault).toBeNull()
      console.info(`given up ${givenUp} times as the space ended`)
    },
    120_000,
  )

  function refusalIn(work: () => void): string | null {
    try {
      work()
      return null
    } catch (error) {
      return refusalOf(error)?.code ?? 'unforeseen'
    }
  }

  /** Fills the disk until nothing more goes on it, then gives so many bytes back. */
  function fill(free: number): string {
    const ballast = join(disk.mountPoint, 'ballast')
    const file = openSync(ballast, 'w')
    let bytes = 0
    for (let block = 1 << 20; block >= 4096;) {
      try {
        bytes += writeSync(file, Buffer.alloc(block))
      } catch {
        block /= 2
      }
    }
    ftruncateSync(file, Math.max(0, bytes - free))
    fsyncSync(file)
    closeSync(file)
    return ballast
  }
})
