import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockAddress, lockDataFolder, type Lock } from '../../../electron/supervisor/instance-lock.ts'

let dataFolder: string
const held: Lock[] = []
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'loket-lock-'))
})
afterEach(async () => {
  for (const got of held.splice(0)) if (got.kind === 'held') await got.release()
  rmSync(dataFolder, { recursive: true, force: true })
})

const running = { pid: process.pid, shell: 'browser', url: 'http://127.0.0.1:4173/' } as const

async function lock(onShow: () => void = () => undefined, show = false): Promise<Lock> {
  const got = await lockDataFolder({ dataFolder, describe: () => running, onShow }, { show })
  held.push(got)
  return got
}

describe('the lock of a data folder', () => {
  it('goes to the first; the second learns who has it', async () => {
    expect((await lock()).kind).toBe('held')
    expect(await lock()).toEqual({ kind: 'taken', by: running })
  })

  it('asks the first to show itself only when the second wants to', async () => {
    let shown = 0
    await lock(() => shown++)
    await lock(undefined, false)
    expect(shown).toBe(0)
    await lock(undefined, true)
    expect(shown).toBe(1)
  })

  it('is free again after a release', async () => {
    const first = await lock()
    if (first.kind === 'held') await first.release()
    expect((await lock()).kind).toBe('held')
  })

  it('is free after its holder was killed, although its socket file is still there', async () => {
    const holder = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(process.argv[1], () => console.log('up'))`,
      lockAddress(dataFolder),
    ])
    await firstOutput(holder)
    holder.kill('SIGKILL')
    await new Promise((resolve) => holder.on('exit', resolve))
    expect(existsSync(lockAddress(dataFolder))).toBe(process.platform !== 'win32')
    expect((await lock()).kind).toBe('held')
  })

  it('goes to exactly one of several that start at once over a dead socket', async () => {
    const dead = createServer().listen(lockAddress(dataFolder))
    await new Promise((resolve) => dead.on('listening', resolve))
    await new Promise((resolve) => dead.close(resolve))
    if (process.platform !== 'win32') writeFileSync(lockAddress(dataFolder), '')
    const locks = await Promise.all(Array.from({ length: 8 }, () => lock()))
    expect(locks.map(({ kind }) => kind).toSorted()).toEqual(['held', ...Array.from({ length: 7 }, () => 'taken')])
  })

  it('is taken, by nobody known, when what holds it gives no sensible answer', async () => {
    const stranger = createServer((socket) => void socket.resume().end('garbage\n')).listen(lockAddress(dataFolder))
    await new Promise((resolve) => stranger.on('listening', resolve))
    expect(await lock()).toEqual({ kind: 'taken', by: null })
    await new Promise((resolve) => stranger.close(resolve))
  })

  it('works for a folder whose path is longer than a socket may have', async () => {
    dataFolder = join(dataFolder, 'x'.repeat(120))
    mkdirSync(dataFolder)
    expect((await lock()).kind).toBe('held')
    expect((await lock()).kind).toBe('taken')
  })
})

function firstOutput(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()))
}
