import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFeed, type FeedServer } from '../../../electron/publisher/serve-feed.ts'
import { madeFeed } from '../../support/publisher.ts'

let place: string
let server: FeedServer
const BODY = Buffer.from('0123456789')

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  const dir = join(place, 'feed')
  await madeFeed(dir)
  const targets = join(dir, 'repository', 'targets')
  mkdirSync(join(targets, 'roster'))
  writeFileSync(join(targets, 'roster', 'a..b.lsp.age'), BODY)
  writeFileSync(join(targets, 'half.part'), BODY)
  symlinkSync(join(dir, 'keys', 'targets.pem'), join(targets, 'link.pem'))
  symlinkSync(join(dir, 'keys'), join(targets, 'keys'))
  const outcome = await serveFeed(dir, { host: '127.0.0.1', port: 0 })
  if (outcome.kind !== 'serving') throw new Error(outcome.why)
  server = outcome.server
})
afterAll(async () => {
  await server.close()
  rmSync(place, { recursive: true, force: true })
})

/** With the path as it is written: `fetch` would tidy it up. */
function ask(path: string, { method = 'GET', range }: { method?: string; range?: string } = {}) {
  const headers = range === undefined ? {} : { range }
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (piece: Buffer) => (body += piece.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the server for trying a feed out', () => {
  it('sends files with their type, whole and in part', async () => {
    const pack = '/targets/roster/a..b.lsp.age'
    expect(await ask(pack)).toMatchObject({ status: 200, body: '0123456789' })
    expect((await ask(pack)).headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '10',
    })
    expect((await ask('/metadata/1.root.json')).headers).toMatchObject({ 'content-type': 'application/json' })
    expect(await ask(pack, { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '10' },
    })
    expect(await ask(pack, { range: 'bytes=4-' })).toMatchObject({
      status: 206,
      body: '456789',
      headers: { 'content-range': 'bytes 4-9/10' },
    })
    expect(await ask(pack, { range: 'bytes=2-3' })).toMatchObject({ status: 206, body: '23' })
    expect(await ask(pack, { range: 'bytes=-3' })).toMatchObject({ status: 206, body: '789' })
    expect(await ask(pack, { range: 'bytes=0-999' })).toMatchObject({ status: 206, body: '0123456789' })
    expect(await ask(pack, { range: 'bytes=10-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */10' },
    })
    expect(await ask(pack, { range: 'bytes=1-2,4-5' })).toMatchObject({ status: 200 })
    expect(await ask(pack, { range: 'lines=1-2' })).toMatchObject({ status: 200 })
  })

  it.each([
    '/',
    '/metadata',
    '/metadata/',
    '/targets/',
    '/../publisher.json',
    '/%2e%2e/publisher.json',
    '/metadata/../../keys/targets.pem',
    '/metadata/..%2f..%2fkeys/targets.pem',
    '/metadata\\..\\..\\keys\\targets.pem',
    '//metadata/1.root.json',
    '/metadata/./1.root.json',
    '/metadata/1.root.json%00.txt',
    '/metadata/%ZZ',
    '/targets/link.pem',
    '/targets/keys/targets.pem',
    '/targets/half.part',
    '/nothing.json',
  ])('answers 404 to %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '' })
  })

  it('takes nothing in', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect(await ask('/metadata/1.root.json', { method })).toMatchObject({ status: 405 })
    }
  })
})
