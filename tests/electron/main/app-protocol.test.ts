import { describe, expect, it } from 'vitest'
import { answerAppRequest } from '../../../electron/main/app-protocol.ts'
import type { PageFile, PageFiles } from '../../../electron/page/page-files.ts'

const page: PageFile = {
  body: Buffer.from('<!doctype html>'),
  mediaType: 'text/html; charset=utf-8',
  etag: '"1"',
  immutable: false,
}
const files: PageFiles = new Map([['/index.html', page]])
const ask = (url: string, method = 'GET') => answerAppRequest(new Request(url, { method }), files)

describe('the app protocol', () => {
  it('answers with the page and its policy', async () => {
    const answer = ask('app://loket/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'app://loket/../package.json',
    'app://loket/%2e%2e/package.json',
    'app://loket/main.js',
    'app://evil/',
    'app://loket/__proto__',
    'file:///etc/passwd',
  ])('has nothing at %s', (url) => {
    expect(ask(url).status).toBe(404)
  })

  it('takes nothing', () => {
    expect(ask('app://loket/', 'POST').status).toBe(405)
  })
})
