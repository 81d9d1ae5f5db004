import { join } from 'node:path'

export type ShellChoice = { kind: 'electron'; binary: string; sentence: string } | { kind: 'browser'; sentence: string }

type Machine = {
  /** The project's folder. */
  root: string
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  exists: (path: string) => boolean
  /** The command line asks for something that only the browser shell has. */
  browserOnly: boolean
}

const BINARY: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** Electron where its binary and a display are there, else the browser shell; with one sentence that says why. */
export function chooseShell({ root, platform, env, exists, browserOnly }: Machine): ShellChoice {
  if (browserOnly) return browser('--port or --no-open was given')
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] || join(root, 'node_modules', 'electron', 'dist')
  const binary = join(folder, BINARY[platform] ?? 'electron')
  if (!exists(binary)) return browser(`Electron's binary is not at ${binary}`)
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return browser('there is no display for an Electron window')
  return { kind: 'electron', binary, sentence: `Electron shell: ${binary}.` }
}

function browser(why: string): ShellChoice {
  return { kind: 'browser', sentence: `Browser shell: ${why}.` }
}
