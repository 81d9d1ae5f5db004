import { spawn } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

export type Environment = {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  /** Whether this file can be executed. */
  executable: (path: string) => boolean
  isRoot: boolean
}

export type Opener =
  /** A Chromium: opens the page as a window of its own. */
  | { kind: 'app-window'; command: string; args: string[] }
  /** The system's default browser. */
  | { kind: 'default-browser'; command: string; args: string[] }
  | { kind: 'none'; why: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge']

const PLACES: Partial<Record<NodeJS.Platform, (env: Environment['env']) => string[]>> = {
  win32: (env) =>
    [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .map((base) => base ?? '')
      .flatMap((base) => [
        join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]),
  darwin: () => [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
}

/** Decides how to show the page on this machine. `why` is a sentence for the terminal. */
export function chooseOpener(machine: Environment, url: string, profileFolder: string): Opener {
  if (machine.platform === 'linux' && !machine.env['DISPLAY'] && !machine.env['WAYLAND_DISPLAY'])
    return { kind: 'none', why: 'there is no display (DISPLAY and WAYLAND_DISPLAY are empty)' }
  const asked = machine.env['LOKET_BROWSER']
  if (asked !== undefined && asked !== '') {
    const found = isAbsolute(asked) ? (machine.executable(asked) ? asked : null) : onPath(machine, asked)
    if (found === null) return { kind: 'none', why: 'the browser that LOKET_BROWSER names is not there' }
    return appWindow(machine, found, url, profileFolder)
  }
  const places = PLACES[machine.platform]?.(machine.env) ?? []
  const browser = NAMES.map((name) => onPath(machine, name)).find((path) => path !== null)
  const found = browser ?? places.find((path) => machine.executable(path))
  if (found !== undefined) return appWindow(machine, found, url, profileFolder)
  if (machine.platform === 'darwin') return { kind: 'default-browser', command: '/usr/bin/open', args: [url] }
  const xdgOpen = machine.platform === 'linux' ? onPath(machine, 'xdg-open') : null
  if (xdgOpen !== null) return { kind: 'default-browser', command: xdgOpen, args: [url] }
  return { kind: 'none', why: 'no Chromium, Chrome or Edge was found' }
}

/** Starts the browser and lets it go. Settles with a sentence when it ended at once with an error, else with null. */
export function openWindow(opener: Exclude<Opener, { kind: 'none' }>): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true })
  child.unref()
  const failed = 'the browser ended at once'
  const timer = setTimeout(() => resolve(null), 3_000)
  timer.unref()
  child.on('error', () => resolve(failed))
  child.on('exit', (code) => {
    clearTimeout(timer)
    resolve(code === 0 || code === null ? null : failed)
  })
  return promise
}

export function thisMachine(): Environment {
  return {
    platform: process.platform,
    env: process.env,
    executable: isExecutable,
    isRoot: process.getuid?.() === 0,
  }
}

function appWindow(machine: Environment, command: string, url: string, profileFolder: string): Opener {
  const args = [
    `--app=${url}`,
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    // A page with patients is not sent to a translation service, nor its fields kept by the browser.
    '--disable-features=Translate,AutofillServerCommunication,MediaRouter',
  ]
  // A profile of its own keeps extensions away from the page. A snap may not write outside its own folders.
  if (!isSnap(command)) args.push(`--user-data-dir=${profileFolder}`)
  // Chromium refuses to start as root with its sandbox.
  if (machine.isRoot && machine.platform === 'linux') args.push('--no-sandbox')
  return { kind: 'app-window', command, args }
}

function onPath(machine: Environment, name: string): string | null {
  const folders = (machine.env['PATH'] ?? '').split(machine.platform === 'win32' ? ';' : delimiter).filter(isAbsolute)
  const file = machine.platform === 'win32' ? `${name}.exe` : name
  return folders.map((folder) => join(folder, file)).find((path) => machine.executable(path)) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function isSnap(command: string): boolean {
  try {
    return realpathSync(command).startsWith('/snap/') || realpathSync(command) === '/usr/bin/snap'
  } catch {
    return false
  }
}
