import { describe, expect, it } from 'vitest'
import {
  decideDownload,
  decideNavigation,
  decideNewWindow,
  decidePermission,
  decideRequest,
} from '../../../electron/main/guards.ts'

const HOSTILE = [
  'https://evil.example/',
  'http://127.0.0.1:4173/',
  'http://loket/',
  'https://loket/',
  'app://evil/',
  'app://loket.evil/',
  'app://evil@loket.evil/',
  'app://user@loket/',
  'app://user:pass@loket/',
  'app://loket:80/',
  'app:loket',
  'app:///loket/',
  'app:\\\\loket\\',
  'APPX://loket/',
  'xapp://loket/',
  'file:///etc/passwd',
  'file://loket/',
  'javascript:alert(1)',
  'javascript://loket/%0aalert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://evil.example/0f1e',
  'blob:app://evil/0f1e',
  'blob:app://loket.evil/0f1e',
  'filesystem:app://loket/temporary/x',
  'view-source:app://loket/',
  'chrome://settings/',
  'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x.html',
  'devtools://devtools/bundled/inspector.html',
  'about:blank',
  'about:srcdoc',
  'mailto:a@evil.example',
  'tel:112',
  'intent://evil#Intent;end',
  'ms-settings:privacy',
  'smb://evil/share',
  'ws://127.0.0.1:4173/rpc',
  '//evil.example/',
  '',
  'not an address',
  '\u0000',
  'app://loket\u0000.evil/',
  'app://ⓛoket/',
  'app://loket%2eevil/',
]

describe('a page', () => {
  it.each(['app://loket/', 'app://loket/index.html', 'app://loket/?x=1#y'])('may go to %s', (url) => {
    expect(decideNavigation(url)).toBe('allow')
  })

  it.each(HOSTILE)('may not go to %j', (url) => {
    expect(decideNavigation(url)).toBe('deny')
  })

  it.each([...HOSTILE, 'app://loket/'])('opens no window on %j', (url) => {
    expect(decideNewWindow(url)).toBe('deny')
  })

  it.each(HOSTILE)('loads nothing from %j', (url) => {
    expect(decideRequest(url)).toBe('deny')
  })

  it('loads its own files, and what it made itself', () => {
    const own = ['app://loket/assets/index-4f2a.js', 'blob:app://loket/0f1e', 'data:image/png;base64,AAAA']
    expect(own.map(decideRequest)).toEqual(['allow', 'allow', 'allow'])
    expect(decideNavigation('app://loket/assets/index-4f2a.js')).toBe('deny')
    expect(decideNavigation('blob:app://loket/0f1e')).toBe('deny')
  })

  it('saves only what it made itself', () => {
    expect(decideDownload('blob:app://loket/0f1e')).toBe('allow')
    for (const url of HOSTILE) expect(decideDownload(url)).toBe('deny')
  })

  it.each([
    'media',
    'geolocation',
    'notifications',
    'hid',
    'serial',
    'usb',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'unknown',
    '',
  ])('is not given the permission "%s"', (permission) => {
    expect(decidePermission(permission)).toBe('deny')
  })
})
