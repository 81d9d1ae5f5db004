import { describe, expect, it } from 'vitest'
import { chooseOpener, openWindow, type Environment } from '../../../electron/browser/open-window.ts'

const URL = 'http://127.0.0.1:4173/'

function choose(machine: Partial<Environment>, files: string[] = []) {
  const environment: Environment = {
    platform: 'linux',
    env: { DISPLAY: ':0', PATH: '/usr/bin:/opt/bin' },
    executable: (path) => files.includes(path),
    isRoot: false,
    ...machine,
  }
  return chooseOpener(environment, URL, '/data/window')
}

describe('the choice of a window', () => {
  it('is a Chromium window of its own, with a profile of its own and nothing sent anywhere', () => {
    const opener = choose({}, ['/opt/bin/google-chrome'])
    expect(opener).toMatchObject({ kind: 'app-window', command: '/opt/bin/google-chrome' })
    expect(opener).toHaveProperty(
      'args',
      expect.arrayContaining([`--app=${URL}`, '--user-data-dir=/data/window', '--disable-sync']),
    )
    expect(opener).toHaveProperty('args', expect.not.arrayContaining(['--no-sandbox']))
  })

  it('prefers the browser that LOKET_BROWSER names', () => {
    const env = { DISPLAY: ':0', PATH: '/usr/bin', LOKET_BROWSER: '/opt/edge' }
    expect(choose({ env }, ['/usr/bin/chromium', '/opt/edge'])).toMatchObject({ command: '/opt/edge' })
    expect(choose({ env }, ['/usr/bin/chromium'])).toEqual({
      kind: 'none',
      why: 'the browser that LOKET_BROWSER names is not there',
    })
  })

  it('gives up the sandbox only for root on Linux, where Chromium would not start', () => {
    expect(choose({ isRoot: true }, ['/usr/bin/chromium'])).toHaveProperty(
      'args',
      expect.arrayContaining(['--no-sandbox']),
    )
  })

  it('falls back to the default browser', () => {
    expect(choose({}, ['/usr/bin/xdg-open'])).toEqual({
      kind: 'default-browser',
      command: '/usr/bin/xdg-open',
      args: [URL],
    })
  })

  it('is none without a display, and none without a browser, each with its reason', () => {
    expect(choose({ env: { PATH: '/usr/bin' } }, ['/usr/bin/chromium'])).toMatchObject({
      why: expect.stringContaining('display'),
    })
    expect(choose({ env: { WAYLAND_DISPLAY: 'wayland-0', PATH: '/usr/bin' } }, ['/usr/bin/chromium'])).toMatchObject({
      kind: 'app-window',
    })
    expect(choose({})).toMatchObject({ kind: 'none', why: expect.stringContaining('no Chromium') })
  })

  it('finds Edge where Windows keeps it', () => {
    const edge = choose({
      platform: 'win32',
      env: { ProgramFiles: '/pf', PATH: '' },
      executable: (path) => path.endsWith('msedge.exe'),
    })
    expect(edge).toMatchObject({ kind: 'app-window', command: expect.stringContaining('msedge.exe') })
  })
})

describe('a browser that ends at once', () => {
  it('is reported', async () => {
    const args = ['-e', 'process.exit(9)']
    expect(await openWindow({ kind: 'app-window', command: process.execPath, args })).toBe('the browser ended at once')
    expect(await openWindow({ kind: 'app-window', command: '/nowhere/chromium', args })).toBe(
      'the browser ended at once',
    )
  })

  it('is not, when it ended well', async () => {
    expect(await openWindow({ kind: 'app-window', command: process.execPath, args: ['-e', ''] })).toBeNull()
  })
})
