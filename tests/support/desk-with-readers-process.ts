/**
 * A desk whose readers' hardware is fake: the browser shell put together as in `electron/browser/browser.ts`, but for the readers process,
 * which is `fake-readers-process.ts`. Core and page are the built ones.
 */
import { join, resolve } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { parseArguments } from '../../electron/browser/arguments.ts'
import { runBrowserShell } from '../../electron/browser/browser-shell.ts'
import { forkCore } from '../../electron/supervisor/fork-core.ts'
import { forkReaders } from '../../electron/supervisor/fork-readers.ts'
import { FAKE_READERS_VARIABLE, fakeReadersEntry } from './fake-readers.ts'

const OUT = join(import.meta.dirname, '..', '..', 'out')

const parsed = parseArguments(process.argv.slice(2))
const socket = process.env[FAKE_READERS_VARIABLE]
if (parsed.kind !== 'run' || parsed.options.dataFolder === null || socket === undefined)
  throw new Error('started by startDesk alone')
const { port, open, dataFolder, demo } = parsed.options
const shell = runBrowserShell({
  port,
  open,
  dataFolder: resolve(dataFolder),
  demo,
  version: packageJson.version,
  pageFolder: join(OUT, 'renderer'),
  startCore: () => forkCore(join(OUT, 'main', 'core.js'), { inheritStderr: false }),
  startReaders: () => forkReaders(fakeReadersEntry, { inheritStderr: false, env: { [FAKE_READERS_VARIABLE]: socket } }),
  say: (sentence) => console.log(sentence),
  complain: (sentence) => console.error(sentence),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => shell.stop())
process.exit(await shell.ended)
