/** Tries one PIN six times at once, or adds one operator: in a process of its own, with the machine's own uptime. */
import { once } from 'node:events'
import { createAccounts } from '../../electron/core/accounts/create-accounts.ts'
import { auditQueue } from '../../electron/core/audit/audit-queue.ts'
import { systemClock, systemUptime } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openJournal } from '../../electron/core/journal/open-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveLastingKey } from '../../electron/core/keys/keystore.ts'
import { silentLog } from '../../electron/core/server/log.ts'

const [root = '', what, name = '', secret = ''] = process.argv.slice(2)
const folder = openDataFolder(root)
const secrets = keyFile(folder.keyFile).load()
if (secrets === null) throw new Error('no keys')
const journal = openJournal({ folder, secrets, clock: systemClock, log: silentLog, programVersion: '0', demo: false })
const accounts = createAccounts({
  journal,
  pepper: deriveLastingKey(secrets, 'pin-pepper'),
  audit: auditQueue({ journal, log: silentLog }),
  uptimeMs: systemUptime.uptimeMs,
  sessionIdOf: () => null,
})
console.log('ready')
await once(process.stdin, 'data')
const answers =
  what === 'try'
    ? await Promise.all(Array.from({ length: 6 }, () => accounts.checkSecret(name, secret)))
    : [await accounts.add({ name, role: 'clerk', secret }, 'test')]
console.log(JSON.stringify(answers.map(({ kind }) => kind)))
journal.close()
