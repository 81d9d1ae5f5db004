import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'
import { proxyServer, type ProxyServer } from '../../../support/proxy-server.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const WITHOUT = hasOpenssl ? '' : ' (skipped: no openssl to make a certificate)'

let root: string
let repository: FeedRepository
let proxy: ProxyServer
let server: FeedServer
let desk: FeedDesk
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-proxy-'))
  repository = feedRepository(join(root, 'repository'))
  repository.publish({ version: '2026-11-21-1' })
  proxy = await proxyServer()
})
afterEach(async () => {
  desk.close()
  await server.close()
  await proxy.close()
  rmSync(root, { recursive: true })
})

/** A certificate for this machine that nobody else trusts. */
function certificate(subject = 'IP:127.0.0.1'): { key: string; cert: string } {
  const [key, cert] = [join(root, 'key.pem'), join(root, 'cert.pem')]
  const name = ['-subj', '/CN=127.0.0.1', '-addext', `subjectAltName=${subject}`]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...name], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

describe('a feed behind a proxy', () => {
  it('is fetched by the proxy that the settings name', async () => {
    server = await feedServer(repository.dir)
    desk = feedDesk()
    expect(await desk.add('bekasi', server.url, repository.root, { proxy: proxy.url })).toEqual({ kind: 'added' })
    expect(await desk.pull('bekasi')).toMatchObject({ kind: 'done' })
    expect(proxy.asked.length).toBe(server.requests.length)
    proxy.refuseWith(407)
    expect(await desk.pull('bekasi')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'http-error', detail: { status: 407 } },
    })
    await proxy.close()
    expect(await desk.pull('bekasi')).toMatchObject({ kind: 'refused', refusal: { code: 'unreachable' } })
  })

  it('is fetched by the proxy of the system, and past it where the system says so', async () => {
    server = await feedServer(repository.dir)
    desk = feedDesk({ env: { http_proxy: proxy.url } })
    await desk.add('bekasi', server.url, repository.root)
    expect(await desk.pull('bekasi')).toMatchObject({ kind: 'done' })
    expect(proxy.asked.length).toBeGreaterThan(0)
    desk.close()
    const before = proxy.asked.length
    desk = feedDesk({ env: { http_proxy: proxy.url, no_proxy: '127.0.0.1' } })
    await desk.add('bekasi', server.url, repository.root)
    expect(await desk.pull('bekasi')).toMatchObject({ kind: 'done' })
    expect(proxy.asked.length).toBe(before)
  })

  it.skipIf(!hasOpenssl)(
    `over an encrypted address goes through a tunnel, in which the proxy sees nothing${WITHOUT}`,
    async () => {
      const tls = certificate()
      server = await feedServer(repository.dir, { tls })
      desk = feedDesk({ ca: tls.cert, env: { HTTPS_PROXY: proxy.url } })
      expect(await desk.add('bekasi', server.url, repository.root)).toEqual({ kind: 'added' })
      expect(await desk.pull('bekasi')).toMatchObject({ kind: 'done', report: { route: 'full' } })
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT 127.0.0.1:${server.port}`]))
      proxy.refuseWith(403)
      expect(await desk.pull('bekasi')).toMatchObject({ kind: 'refused', refusal: { code: 'unreachable' } })
    },
  )

  it.skipIf(!hasOpenssl)(
    `with a certificate that nobody vouches for, or of another name, is refused as such, and no open address is tried${WITHOUT}`,
    async () => {
      server = await feedServer(repository.dir, { tls: certificate() })
      desk = feedDesk()
      expect(await desk.add('bekasi', server.url, repository.root)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'certificate-refused' },
      })
      desk.close()
      await server.close()
      const other = certificate('DNS:data.contoh.go.id')
      server = await feedServer(repository.dir, { tls: other })
      desk = feedDesk({ ca: other.cert })
      expect(await desk.add('bekasi', server.url, repository.root)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'certificate-refused', detail: { error: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
      })
      expect(server.requests).toEqual([])
    },
  )
})
