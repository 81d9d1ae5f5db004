import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge']

/** What a browser without a screen, a sandbox for root or a network of its own needs. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The lists under its address bar are pages too, two for each window, and nobody types an address here.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
]

export type Found = { kind: 'found'; path: string } | { kind: 'missing'; sentence: string }

/** LOKET_CHROMIUM, then PATH, then what Playwright itself has downloaded. Installs nothing. */
export function findChromium(): Found {
  const asked = process.env['LOKET_CHROMIUM']
  if (asked !== undefined && asked !== '') {
    if (isExecutable(asked)) return { kind: 'found', path: asked }
    return { kind: 'missing', sentence: `LOKET_CHROMIUM names ${asked}, which is not a program.` }
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  const ending = process.platform === 'win32' ? '.exe' : ''
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, `${name}${ending}`))).find(isExecutable)
  const path = onPath ?? [chromium.executablePath()].find(isExecutable)
  if (path !== undefined) return { kind: 'found', path }
  return {
    kind: 'missing',
    sentence:
      'The browser tests need a Chromium: install the package chromium (or Chrome or Edge), or name one in LOKET_CHROMIUM.',
  }
}

/** The same; when there is none, tries Playwright's download and then, as root on Debian, its package. */
export function ensureChromium(say: (sentence: string) => void): Found {
  const found = findChromium()
  if (found.kind === 'found' || process.env['LOKET_CHROMIUM']) return found
  say('No Chromium found: trying Playwright’s download.')
  const cli = join(import.meta.dirname, '..', '..', 'node_modules', '@playwright', 'test', 'cli.js')
  run(process.execPath, [cli, 'install', 'chromium'], 180_000)
  const downloaded = findChromium()
  if (downloaded.kind === 'found') return downloaded
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('That failed: installing Debian’s package chromium.')
    run('/usr/bin/apt-get', ['update', '-qq'], 180_000)
    run('/usr/bin/apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 600_000)
  }
  return findChromium()
}

function run(command: string, args: string[], timeout: number): void {
  spawnSync(command, args, {
    timeout,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
