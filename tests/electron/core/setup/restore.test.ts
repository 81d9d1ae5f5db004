import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dataFolderAt } from '../../../../electron/core/data-folder.ts'
import { backupIdentity } from '../../../../electron/core/keys/backup-identity.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import type { RestoreEvent } from '../../../../shared/contract/setup.ts'
import { loket, loketWith } from '../../../support/cli.ts'
import { startCore, type CoreClient, type CoreUnderShell } from '../../../support/core-under-shell.ts'
import { testHospital } from '../../../support/journal.ts'

const PIN = '480213'

let root: string
let backup: string
let recoveryKey: string
const cores: CoreUnderShell[] = []
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-restore-'))
  const before = join(root, 'before')
  const disk = join(root, 'disk')
  mkdirSync(disk)
  const file = join(root, 'hospital.json')
  writeFileSync(file, JSON.stringify(testHospital))
  await loket(before, 'hospital', 'set', file)
  await loketWith({ LOKET_NEW_PIN: PIN }, before, 'operator', 'add', 'Budi Contoh', '--role', 'administrator')
  await loket(before, 'backup', 'create', disk)
  backup = join(disk, readdirSync(disk).find((name) => name.endsWith('.lsbackup')) ?? '')
  const secrets = keyFile(dataFolderAt(before).keyFile).load()
  if (secrets === null) throw new Error('no keys')
  recoveryKey = backupIdentity(secrets)
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.stop()
  rmSync(root, { recursive: true, force: true })
})

async function fresh(): Promise<CoreUnderShell> {
  const core = startCore(join(root, 'after'))
  cores.push(core)
  await core.ready
  return core
}

async function restored(client: CoreClient, path: string, key: string): Promise<RestoreEvent[]> {
  const events: RestoreEvent[] = []
  for await (const event of await client.setup.restore({ path, recoveryKey: key })) events.push(event)
  return events
}

it('a new folder becomes the desk of a backup: everybody signs in with the PIN they had, and nothing is founded over it', async () => {
  const core = await fresh()
  const wizard = core.page()
  const events = await restored(wizard.client, backup, recoveryKey)
  expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(3)
  expect(events.at(-1)).toMatchObject({ kind: 'restored', totals: { admissions: 0 } })
  await wizard.closed
  const { client } = core.page()
  expect(await client.setup.state()).toEqual({ stage: 'ready' })
  expect(await client.session.info()).toMatchObject({ demo: false, hospital: testHospital })
  expect(await client.session.signIn({ name: 'Budi Contoh', secret: PIN })).toMatchObject({ kind: 'signed-in' })
  expect(await restored(client, backup, recoveryKey)).toEqual([{ kind: 'refused', fault: 'not-empty' }])
  expect(await client.setup.demo()).toEqual({ kind: 'already' })
})

it('a backup that cannot be used leaves the folder unused, and another one can be tried', async () => {
  const core = await fresh()
  const wizard = core.page()
  const other = 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ'
  expect((await restored(wizard.client, backup, other)).at(-1)).toEqual({ kind: 'refused', fault: 'wrong-key' })
  expect((await restored(wizard.client, join(root, 'gone.lsbackup'), recoveryKey)).at(-1)).toEqual({
    kind: 'refused',
    fault: 'file-not-found',
  })
  expect(await wizard.client.setup.state()).toEqual({ stage: 'unfounded' })
  expect((await restored(wizard.client, backup, recoveryKey)).at(-1)).toMatchObject({ kind: 'restored' })
})
