import { mkdtempSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedAddress, isProxyAddress } from '../../../../electron/core/feed/feed-address.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-address-'))
  mkdirSync(join(root, 'data', 'feeds'), { recursive: true })
  mkdirSync(join(root, 'stick'))
  symlinkSync(join(root, 'data'), join(root, 'link'))
})
afterAll(() => rmSync(root, { recursive: true }))

const read = (from: string) => feedAddress(from, join(root, 'data'))

describe('where a feed lies', () => {
  it('is an encrypted address, or an open one on this machine alone', () => {
    expect(read('https://data.example.go.id/bekasi')).toMatchObject({
      kind: 'web',
      url: { href: 'https://data.example.go.id/bekasi/' },
    })
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(read(`http://${host}:8080/`)).toMatchObject({ kind: 'web' })
  })

  it.each([
    ['http://data.example.go.id/', 'not-encrypted'],
    ['http://127.0.0.1.example.com/', 'not-encrypted'],
    ['http://localhost.example.com/', 'not-encrypted'],
    ['https://name:secret@data.example.go.id/', 'no-address'],
    ['https://data.example.go.id/?token=1', 'no-address'],
    ['https://data.example.go.id/#x', 'no-address'],
    ['ftp://data.example.go.id/', 'no-address'],
    ['file:///media/stick', 'no-address'],
    ['https://', 'no-address'],
    ['stick', 'not-absolute'],
    ['../stick', 'not-absolute'],
    ['', 'not-absolute'],
  ])('is not %s: %s', (from, why) => {
    expect(read(from)).toEqual({ kind: 'refused', why })
  })

  it('is a folder outside of the desk’s own data, by its name: links are followed when it is asked', () => {
    expect(read(join(root, 'stick'))).toEqual({ kind: 'folder', path: join(root, 'stick') })
    expect(read(join(root, 'not-in-yet'))).toMatchObject({ kind: 'folder' })
    for (const inside of ['data', 'data/feeds', 'stick/../data']) {
      expect(read(join(root, inside))).toEqual({ kind: 'refused', why: 'inside-data' })
    }
    expect(read(`${join(root, 'data')}-of-others`)).toMatchObject({ kind: 'folder' })
    expect(feedAddress(join(root, 'data'), join(root, 'link'))).toEqual({ kind: 'refused', why: 'inside-data' })
  })
})

describe('a proxy', () => {
  it('is a host and a port, without a name and a password', () => {
    for (const good of ['http://proxy:3128', 'http://10.0.0.1:8080/', 'http://[::1]:3128'])
      expect(isProxyAddress(good)).toBe(true)
    for (const bad of [
      'https://proxy:3128',
      'http://name:secret@proxy:3128',
      'proxy:3128',
      'http://proxy:3128/path',
      'http://proxy:99999',
      'socks5://proxy:1080',
    ]) {
      expect(isProxyAddress(bad)).toBe(false)
    }
  })
})
