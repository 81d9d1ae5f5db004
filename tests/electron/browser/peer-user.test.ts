import { spawn } from 'node:child_process'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isOwnUser, peerUser, type Ends } from '../../../electron/browser/peer-user.ts'

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

/** Connects and stays, until it is killed. */
const CONNECT = `require('node:net').connect({ port: Number(process.argv[1]), host: process.argv[2] }).on('connect', () => setInterval(() => {}, 1000))`

describe.skipIf(process.platform !== 'linux')('who is at the other end of a loopback connection (Linux)', () => {
  const server = createServer()
  const ends: (() => void)[] = []
  beforeEach(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
  afterEach(() => {
    for (const end of ends.splice(0)) end()
    server.close()
  })

  async function connected(options: { uid?: number; host?: string } = {}): Promise<Ends> {
    const { port } = server.address() as AddressInfo
    const arrived = new Promise<Socket>((resolve) => void server.once('connection', resolve))
    const words = ['-e', CONNECT, String(port), options.host ?? '127.0.0.1']
    // From the root of the disk: another user may not enter this folder.
    const child = spawn(process.execPath, words, {
      stdio: 'ignore',
      cwd: '/',
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    })
    const socket = await arrived
    ends.push(() => {
      child.kill()
      socket.destroy()
    })
    return { peerAddress: socket.remoteAddress ?? '', peerPort: socket.remotePort ?? 0, ownPort: port }
  }

  it.each(['127.0.0.1', '::ffff:127.0.0.1'])('is this user, coming by %s', async (host) => {
    const there = await connected({ host })
    expect(peerUser(there)).toBe(process.getuid?.())
    expect(isOwnUser(there)).toBe(true)
  })

  it('is not known once the other end is gone, and the sign-in has to do', async () => {
    const there = await connected()
    expect(peerUser({ ...there, peerPort: 1 })).toBeNull()
    expect(isOwnUser({ ...there, peerPort: 1 })).toBe(true)
  })

  it.skipIf(!isRoot)('is another user, who is not let in (skipped where this test cannot become another)', async () => {
    for (const host of ['127.0.0.1', '::ffff:127.0.0.1']) {
      const there = await connected({ uid: NOBODY, host })
      expect(peerUser(there)).toBe(NOBODY)
      expect(isOwnUser(there)).toBe(false)
      expect(isOwnUser(there, NOBODY)).toBe(true)
    }
  })

  it('may be the administrator of the machine', async () => {
    const there = await connected()
    expect(isOwnUser(there, NOBODY)).toBe(isRoot)
  })
})
