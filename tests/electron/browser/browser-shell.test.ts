import { request } from 'node:http'
import { createServer } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { runBrowserShell, type BrowserShellDeps } from '../../../electron/browser/browser-shell.ts'
import { forkCore } from '../../../electron/supervisor/fork-core.ts'
import { forkReaders } from '../../../electron/supervisor/fork-readers.ts'
import { SECRET, type tinyRouter } from '../../support/tiny-core.ts'
import { tinyCore } from '../../support/tiny-core-path.ts'
import { tinyReaders } from '../../support/tiny-readers-path.ts'

let root: string
const stops: (() => Promise<unknown>)[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-shell-'))
  mkdirSync(join(root, 'page', 'assets'), { recursive: true })
  writeFileSync(join(root, 'page', 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(root, 'page', 'assets', 'index-4f2a.js'), 'export {}')
  writeFileSync(join(root, 'secret.json'), SECRET)
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  rmSync(root, { recursive: true, force: true })
})

type Started = {
  said: string[]
  complained: string[]
  ended: Promise<number>
  port: number
  stop: () => Promise<number>
}

async function start(overrides: Partial<BrowserShellDeps> = {}): Promise<Started> {
  const said: string[] = []
  const complained: string[] = []
  const { promise: spoken, resolve: onWord } = Promise.withResolvers<void>()
  const shell = runBrowserShell({
    port: 0,
    open: false,
    dataFolder: join(root, 'data'),
    demo: false,
    version: '1',
    pageFolder: join(root, 'page'),
    startCore: () => forkCore(tinyCore, { inheritStderr: false }),
    startReaders: () => forkReaders(tinyReaders, { inheritStderr: false }),
    say: (sentence) => {
      said.push(sentence)
      onWord()
    },
    complain: (sentence) => {
      complained.push(sentence)
      onWord()
    },
    ...overrides,
  })
  const stop = () => {
    shell.stop()
    return shell.ended
  }
  stops.push(stop)
  await spoken
  return { said, complained, ended: shell.ended, stop, port: Number(/:(\d+)\//.exec(said.join())?.[1] ?? 0) }
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** Sends the path as it stands: fetch would tidy it up first. */
function ask(
  port: number,
  path: string,
  { host, method = 'GET' }: { host?: string; method?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { host: host ?? `127.0.0.1:${port}` }
    request({ host: '127.0.0.1', port, path, method, headers, setHost: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => void (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

type Page = { socket: WebSocket; client: RouterClient<typeof tinyRouter>; closed: Promise<number> }

function openPage(
  port: number,
  { origin = `http://127.0.0.1:${port}`, host = `127.0.0.1:${port}`, path = '/rpc' } = {},
): Promise<Page> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { origin, headers: { host } })
  const closed = new Promise<number>((resolve) => void socket.on('close', resolve))
  const client: RouterClient<typeof tinyRouter> = createORPCClient(
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  )
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, client, closed }))
    socket.on('error', reject)
  })
}

const refused = (page: Promise<Page>) =>
  page.then(
    () => 'opened',
    (error: Error) => error.message.replace('Unexpected server response: ', ''),
  )

describe('the page', () => {
  it('is served on loopback with a policy that allows no foreign script', async () => {
    const { port } = await start()
    const { status, headers, body } = await ask(port, '/')
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><title>page</title>' })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    })
  })

  it('may be kept where its name carries a content hash, and is not sent twice', async () => {
    const { port } = await start()
    expect((await ask(port, '/assets/index-4f2a.js')).headers['cache-control']).toContain('immutable')
    const etag = String((await ask(port, '/')).headers['etag'])
    const again = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/assets/..%5c..%5csecret.json',
    '//secret.json',
    '/./../secret.json',
    '/....//secret.json',
    'http://127.0.0.1/../secret.json',
    '/index.html%00.json',
    '/__proto__',
    '/constructor',
  ])('answers 404 to %s', async (path) => {
    const { port } = await start()
    const { status, body } = await ask(port, path)
    expect(status).toBe(404)
    expect(body).not.toContain(SECRET)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example', '', '[::1]'])(
    'answers 421 to the foreign host "%s"',
    async (host) => {
      const { port } = await start()
      expect((await ask(port, '/', { host })).status).toBe(421)
    },
  )

  it('cannot be written to', async () => {
    const { port } = await start()
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(port, '/', { method })).status).toBe(405)
  })
})

describe('the wire', () => {
  it('carries calls of several pages to the core and back', async () => {
    const { port } = await start()
    const [one, two] = await Promise.all([openPage(port), openPage(port, { origin: `http://localhost:${port}` })])
    expect(await Promise.all([one.client.echo({ text: 'satu' }), two.client.echo({ text: 'dua' })])).toEqual([
      'satu',
      'dua',
    ])
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1', 'http://127.0.0.1.evil.example'])(
    'is refused to a page from %s',
    async (origin) => {
      const { port } = await start()
      expect(await refused(openPage(port, { origin }))).toBe('403')
    },
  )

  it('is refused without an origin, to a foreign host, and on another path', async () => {
    const { port } = await start()
    expect(await refused(openPage(port, { origin: '' }))).toBe('403')
    expect(await refused(openPage(port, { host: 'evil.example' }))).toBe('421')
    expect(await refused(openPage(port, { path: '/other' }))).toBe('404')
  })

  it.each([
    ['text', '{'],
    ['bytes', Buffer.from([0, 255, 7])],
    ['nothing', ''],
    ['null', 'null'],
  ])('that carries garbage (%s) is closed, and only it', async (_name, garbage) => {
    const { port } = await start()
    const [bad, good] = await Promise.all([openPage(port), openPage(port)])
    const pid = await good.client.pid()
    bad.socket.send(garbage)
    await bad.closed
    expect(await good.client.pid()).toBe(pid)
  })

  it('is closed by a frame that is too large, and only it', async () => {
    const { port } = await start()
    const [bad, good] = await Promise.all([openPage(port), openPage(port)])
    bad.socket.send('x'.repeat(2_000_000))
    expect(await bad.closed).toBe(1009)
    expect(await good.client.echo({ text: 'here' })).toBe('here')
  })

  it('brings a thrown error to the page without its message', async () => {
    const { port } = await start()
    const { client } = await openPage(port)
    await expect(client.throwing()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    await expect(client.throwing()).rejects.not.toMatchObject({ message: expect.stringContaining(SECRET) })
  })

  it('is bounded in number', async () => {
    const { port } = await start()
    const pages = await Promise.all(Array.from({ length: 32 }, () => openPage(port)))
    expect(await refused(openPage(port))).toBe('503')
    pages[0]?.socket.close()
    await pages[0]?.closed
    await expect.poll(() => refused(openPage(port))).toBe('opened')
  })

  it('closes when the core dies, and is there again with the next one', async () => {
    const { port } = await start()
    const { client, closed } = await openPage(port)
    const pid = await client.pid()
    const startedAt = performance.now()
    // Its own answer dies with it.
    client.crash().catch(() => undefined)
    expect(await closed).toBe(1012)
    await expect.poll(() => refused(openPage(port)), { timeout: 60_000, interval: 20 }).toBe('opened')
    console.info(`a page again ${(performance.now() - startedAt).toFixed(0)} ms after the crash (promise: 3000)`)
    expect(await (await openPage(port)).client.pid()).not.toBe(pid)
  })
})

describe('the program', () => {
  it('hands over to the one that already has the data folder, and ends well', async () => {
    const first = await start()
    const second = await start()
    expect(await second.ended).toBe(0)
    expect(second.said.join()).toContain(`already running at http://127.0.0.1:${first.port}/`)
    expect(await (await openPage(first.port)).client.echo({ text: 'first' })).toBe('first')
  })

  it('says that its port is in use, and which option helps', async () => {
    const stranger = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => stranger.on('listening', resolve))
    const { port } = stranger.address() as { port: number }
    const { ended, complained } = await start({ port })
    expect(await ended).toBe(1)
    expect(complained).toEqual([`Port ${port} is in use by another program: choose another with --port PORT.`])
    await new Promise((resolve) => stranger.close(resolve))
  })

  it('says that its data folder cannot be written', async () => {
    writeFileSync(join(root, 'file'), '')
    const { ended, complained } = await start({ dataFolder: join(root, 'file', 'data') })
    expect(await ended).toBe(1)
    expect(complained.join()).toMatch(/^The data folder .* cannot be written/)
  })

  it('says that its page is not built', async () => {
    const { ended, complained } = await start({ pageFolder: join(root, 'nowhere') })
    expect(await ended).toBe(1)
    expect(complained).toEqual(['The page is not built: run "npm run build".'])
  })

  it("ends with the core's own sentence when the core says that a person must act", async () => {
    const { ended, complained } = await start({ version: 'refuses' })
    expect(await ended).toBe(1)
    expect(complained).toEqual(['The key file can be read by others: chmod 600 it.'])
  })

  it('stops cleanly: its pages are told, its core is gone, its folder and port are free', async () => {
    const { port, stop } = await start()
    const { client, closed } = await openPage(port)
    const pid = await client.pid()
    expect(await stop()).toBe(0)
    expect(await closed).toBe(1012)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    const again = await start({ port })
    expect(again.port).toBe(port)
  })
})
