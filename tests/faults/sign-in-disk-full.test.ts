import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWaitingFile } from '../../electron/core/audit/waiting-file.ts'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import { loopDisk, whyNoLoopDisk, type LoopDisk } from './loop-disk.ts'

const why = whyNoLoopDisk()
const PIN = '246810'
const WRONG = '135790'

describe.skipIf(why !== null)(`signing in on a full disk${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let disk: LoopDisk
  let core: Core
  const open = () =>
    openCore({
      dataFolder: join(disk.mountPoint, 'data'),
      version: '0.0.0-test',
      demo: false,
      isDesk: true,
      workers: SOURCE_WORKERS,
      deliver: () => Promise.resolve({ kind: 'printer' }),
    })
  beforeAll(async () => {
    disk = loopDisk(24)
    core = open()
    for (const name of ['Rina Contoh', 'Sari Contoh'])
      await core.accounts.add({ name, role: 'clerk', secret: PIN }, 'test')
  })
  afterAll(() => {
    core.close()
    disk.remove()
  })

  it('goes on, counts wrong tries, and is written down when there is space again', async () => {
    const ballast = join(disk.mountPoint, 'ballast')
    const { bavail, bsize } = statfsSync(disk.mountPoint)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 100_000))
    const fill = () => core.handOvers.note('x'.repeat(1000), 'Rina Contoh').kind
    while (fill() === 'noted');

    const caller = core.sessions.newCaller()
    const signedIn = await core.sessions.signIn(caller, 'Sari Contoh', PIN)
    expect(signedIn.kind).toBe('signed-in')
    expect(caller.session()).toMatchObject({ name: 'Sari Contoh' })
    const tries: string[] = []
    for (let n = 0; n < 6; n++) tries.push((await core.accounts.checkSecret('Rina Contoh', WRONG)).kind)
    expect(tries).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked-out'])
    expect(await core.accounts.resetSecret({ name: 'Rina Contoh', secret: '864209' }, 'test')).toEqual({
      kind: 'disk-full',
    })

    // As a process that takes over from one that was killed would find it: it says what that one had and never wrote.
    const unwritten = core.audit.waiting()
    expect(unwritten).toBeGreaterThan(6)
    const remembered = openWaitingFile(core.folder.auditWaiting)
    expect(remembered.read()).toBe(unwritten)
    remembered.close()

    rmSync(ballast)
    expect((await core.accounts.checkSecret('Rina Contoh', PIN)).kind).toBe('locked-out')
    expect(await core.accounts.resetSecret({ name: 'Rina Contoh', secret: '864209' }, 'test')).toMatchObject({
      kind: 'changed',
    })
    expect((await core.accounts.checkSecret('Rina Contoh', '864209')).kind).toBe('right')
    expect(caller.session()).toMatchObject({ name: 'Sari Contoh' })
  }, 180_000)
})
