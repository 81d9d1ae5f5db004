import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseShell } from '../../../electron/build/choose-shell.ts'

const dist = join('/project', 'node_modules', 'electron', 'dist')

function choose(overrides: Partial<Parameters<typeof chooseShell>[0]>, files: string[] = [join(dist, 'electron')]) {
  return chooseShell({
    root: '/project',
    platform: 'linux',
    env: { DISPLAY: ':0' },
    exists: (path) => files.includes(path),
    browserOnly: false,
    ...overrides,
  })
}

describe('the choice of a shell', () => {
  it('is Electron where its binary and a display are there', () => {
    expect(choose({})).toMatchObject({ kind: 'electron', binary: join(dist, 'electron') })
  })

  it('takes the binary that ELECTRON_OVERRIDE_DIST_PATH names', () => {
    const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' }
    expect(choose({ env }, ['/opt/electron/electron'])).toMatchObject({ binary: join('/opt/electron', 'electron') })
  })

  it.each([
    ['the binary is missing', choose({}, []), 'binary'],
    ['there is no display', choose({ env: {} }), 'display'],
    ['a port was asked for', choose({ browserOnly: true }), '--port'],
  ])('is the browser shell when %s, and says so in one sentence', (_name, choice, reason) => {
    expect(choice.kind).toBe('browser')
    expect(choice.sentence).toContain(reason)
    expect(choice.sentence).not.toContain('\n')
  })

  it('knows the names of the other platforms', () => {
    expect(choose({ platform: 'win32', env: {} }, [join(dist, 'electron.exe')]).kind).toBe('electron')
    expect(choose({ platform: 'darwin', env: {} }, [join(dist, 'Electron.app/Contents/MacOS/Electron')]).kind).toBe(
      'electron',
    )
  })
})
