/** The browser shell's own process. `npm start` comes here where Electron's binary is not there. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { defaultDataFolder } from '../cli/default-data-folder.ts'
import type { ReadersChild } from '../supervisor/child.ts'
import { forkCore } from '../supervisor/fork-core.ts'
import { forkReaders } from '../supervisor/fork-readers.ts'
import { surviveGarbledChannel } from '../supervisor/garbled-channel.ts'
import { HELP, parseArguments } from './arguments.ts'
import { runBrowserShell } from './browser-shell.ts'

// Built siblings: out/main/browser.js, out/main/core.js, out/main/readers.js, out/renderer.
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const parsed = parseArguments(process.argv.slice(2))
if (parsed.kind === 'help') {
  console.log(HELP)
} else if (parsed.kind === 'wrong') {
  console.error(parsed.sentence)
  process.exitCode = 2
} else {
  const { port, open, dataFolder, demo } = parsed.options
  const inheritStderr = process.env['LOKET_DEBUG'] === '1'
  let readers: ReadersChild | null = null
  // Of the children only the readers process runs code of a driver.
  surviveGarbledChannel(process, () => readers?.kill())
  const shell = runBrowserShell({
    port,
    open,
    dataFolder: resolve(dataFolder ?? defaultDataFolder()),
    demo,
    version: packageJson.version,
    pageFolder: here('../renderer'),
    startCore: () => forkCore(here('./core.js'), { inheritStderr }),
    startReaders: () => (readers = forkReaders(here('./readers.js'), { inheritStderr })),
    say: (sentence) => console.log(sentence),
    complain: (sentence) => console.error(sentence),
  })
  let interrupted = false
  process.on('SIGINT', () => {
    // The second Ctrl C means it.
    if (interrupted) process.exit(130)
    interrupted = true
    shell.stop()
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shell.stop())
  // The launcher ended, however it ended.
  if (process.send !== undefined) process.on('disconnect', () => shell.stop())
  process.exit(await shell.ended)
}
