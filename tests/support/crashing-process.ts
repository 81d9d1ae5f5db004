/** A process that fails in a way nobody caught: as its first argument says. */
import { openLog } from '../../electron/core/server/log.ts'
import { logCrashes } from '../../electron/core/server/log-crashes.ts'

const [how, folder = ''] = process.argv.slice(2)
logCrashes(openLog({ folder, name: 'core', now: () => '2026-11-21T00:00:00.000Z' }))
const failure = () => new RangeError('no such person 3275021508909901')
if (how === 'rejects') void Promise.reject(failure())
else if (how === 'throws-later')
  setTimeout(() => {
    throw failure()
  })
else throw failure()
