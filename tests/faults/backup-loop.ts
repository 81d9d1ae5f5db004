import { writeSync } from 'node:fs'
import { createBackups } from '../../electron/core/backup/create-backups.ts'
import { auditQueue } from '../../electron/core/audit/audit-queue.ts'
import { systemClock, systemUptime } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openJournal } from '../../electron/core/journal/open-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'

// Makes one backup after the other until it is killed. Arguments: data folder, backup folder.
const [root = '', target = ''] = process.argv.slice(2)
const folder = openDataFolder(root)
const secrets = keyFile(folder.keyFile).load()
if (secrets === null) throw new Error('no keys')
const journal = openJournal({ folder, secrets, clock: systemClock, log: silentLog, programVersion: '0', demo: false })
const backups = createBackups({
  folder,
  secrets,
  journal,
  audit: auditQueue({ journal, log: silentLog }),
  clock: systemClock,
  uptimeMs: systemUptime.uptimeMs,
  log: silentLog,
  programVersion: '0',
  workerUrl: SOURCE_WORKERS.backup,
})
writeSync(1, 'ready\n')
for (;;) {
  const created = await backups.createIn(target, 'machine administrator (test)')
  writeSync(1, `${created.kind === 'made' ? created.fileName : created.why}\n`)
}
