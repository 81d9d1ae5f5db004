/**
 * `loket ...` on a machine whose readers are fake: the readers process is `fake-readers-process.ts`, and what `loket readers udev` would
 * change of the system is named by environment variables. Everything else is the real command.
 */
import { appendFileSync } from 'node:fs'
import { main } from '../../electron/cli/loket.ts'
import { THIS_MACHINE } from '../../electron/cli/readers-machine.ts'
import { forkReaders } from '../../electron/supervisor/fork-readers.ts'
import { FAKE_READERS_VARIABLE, fakeReadersEntry } from './fake-readers.ts'

const { [FAKE_READERS_VARIABLE]: socket = '', LOKET_TEST_RULE: rulePath, LOKET_TEST_RELOADED: reloaded } = process.env

await main(process.argv, {
  startReaders: () => forkReaders(fakeReadersEntry, { inheritStderr: false, env: { [FAKE_READERS_VARIABLE]: socket } }),
  rulePath: rulePath ?? THIS_MACHINE.rulePath,
  hasUdev: true,
  mayWriteRule: () => rulePath !== undefined,
  reloadUdev: () => {
    if (reloaded === undefined) return false
    appendFileSync(reloaded, 'reloaded\n')
    return true
  },
})
