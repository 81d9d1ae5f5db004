import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { opensWith } from '../../../../electron/core/db/rekey-copy.ts'
import { shareFolder } from '../../../../electron/core/keys/folder-use.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../../../electron/core/keys/keystore.ts'
import { writeSecrets } from '../../../../electron/core/keys/secrets-text.ts'
import { silentLog } from '../../../../electron/core/server/log.ts'
import type { FromCore, StartOrder } from '../../../../electron/core/server/shell-messages.ts'
import { answerKeys } from '../../../../electron/main/answer-keys.ts'
import { openSealedKeys, type SealedKeys, type Sealer } from '../../../../electron/main/sealed-keys.ts'
import { forkCore } from '../../../../electron/supervisor/fork-core.ts'
import { deskPlace, type DeskPlace } from '../../../support/desk-core.ts'
import type { CoreChild } from '../../../../electron/supervisor/child.ts'
import { superviseCore } from '../../../../electron/supervisor/supervise-core.ts'
import type { ProcessState, Supervisor } from '../../../../electron/supervisor/supervise.ts'

const CORE = fileURLToPath(new URL('../../../../electron/core/process.ts', import.meta.url))
const PIN = '739154'
const ADMINISTRATOR = { name: 'Budi Contoh', secret: PIN }

let place: DeskPlace
let dataFolder: string
let supervisor: Supervisor<CoreChild>
let states: ProcessState[]
let onFrame: (text: string) => void = () => undefined
let onState: () => void = () => undefined
beforeEach(async () => {
  place = await deskPlace()
  const added = await place.core.accounts.add({ ...ADMINISTRATOR, role: 'administrator' }, 'test')
  if (added.kind !== 'changed') throw new Error(added.kind)
  dataFolder = place.core.folder.root
  place.core.close()
})
afterEach(async () => {
  onState = () => undefined
  await supervisor.stop()
  place.remove()
})

/** The desk with its core in a process of its own, as in both shells. */
async function startDesk(shell: StartOrder['shell'], sealed: SealedKeys | null): Promise<void> {
  states = []
  supervisor = superviseCore({
    startChild: () => forkCore(CORE, { inheritStderr: false }),
    order: () => ({
      shell,
      dataFolder,
      version: '0.0.0-test',
      demo: false,
      secrets: sealed?.secrets() ?? null,
      staged: sealed?.staged() ?? null,
    }),
    log: silentLog,
    onState: (state) => {
      states.push(state)
      onState()
    },
    onMessage: (message, core) => answer(message, core, sealed),
  })
  supervisor.start()
  await ready()
}

function answer(message: FromCore, core: CoreChild, sealed: SealedKeys | null): void {
  if (message.kind === 'frame') onFrame(String(message.frame))
  if (message.kind === 'print') core.send({ kind: 'printed', job: message.job, outcome: 'printed' })
  if (message.kind !== 'keys') return
  const { job } = message
  void answerKeys(sealed, message.request).then((outcome) => core.send({ kind: 'keys-done', job, outcome }))
}

async function ready(): Promise<void> {
  while (supervisor.state().kind !== 'ready') {
    const { kind } = supervisor.state()
    if (kind === 'gave-up') throw new Error('the core gave up')
    await new Promise<void>((resolve) => {
      onState = resolve
    })
  }
  onState = () => undefined
}

let connections = 0
/** One page's connection: calls by name, answers as they came over the wire. */
function page(): (path: string, input?: unknown) => Promise<Record<string, unknown>> {
  const core = supervisor.ready()
  const id = ++connections
  core?.send({ kind: 'open', id })
  let calls = 0
  return (path, input) =>
    new Promise((resolve) => {
      onFrame = (text) => resolve((JSON.parse(text) as { p: { b: { json: Record<string, unknown> } } }).p.b.json)
      core?.send({
        kind: 'frame',
        id,
        frame: JSON.stringify({ i: String(++calls), p: { u: `/${path}`, b: { json: input } } }),
      })
    })
}

async function signedIn(): Promise<ReturnType<typeof page>> {
  const call = page()
  expect((await call('session/signIn', ADMINISTRATOR))['kind']).toBe('signed-in')
  return call
}

async function restarted(): Promise<void> {
  const before = states.length
  while (!states.slice(before).some(({ kind }) => kind === 'restarting'))
    await new Promise<void>((resolve) => {
      onState = resolve
    })
  await ready()
}

const journal = () => join(dataFolder, 'journal', 'journal.db')
const opensJournal = (secrets: Secrets) => opensWith(journal(), deriveKey(secrets, 'journal'))

function inKeyFile(): Secrets {
  const secrets = keyFile(join(dataFolder, 'keys', 'keys.json')).load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

/** Stands for the operating system's secret store. */
const sealer: Sealer = {
  available: () => Promise.resolve(true),
  seal: (text) => Promise.resolve(Buffer.from(Buffer.from(text).toString('base64'))),
  unseal: (bytes) => Promise.resolve(Buffer.from(bytes.toString(), 'base64').toString()),
}

describe('changing the keys on the screen', () => {
  it('asks for the secret, restarts the core at once, and the desk goes on under new keys', async () => {
    await startDesk('browser', null)
    const before = inKeyFile()
    const call = await signedIn()
    expect((await call('keys/state'))['rotatedAt']).toBeNull()
    expect((await call('keys/rotate', { secret: '111111' }))['kind']).toBe('wrong')
    expect(inKeyFile()).toEqual(before)

    const again = restarted()
    expect(await call('keys/rotate', { secret: PIN })).toEqual({ kind: 'restarting' })
    await again
    expect(inKeyFile()).not.toEqual(before)
    expect(opensJournal(before)).toBe(false)
    expect(opensJournal(inKeyFile())).toBe(true)
    const after = await signedIn()
    expect(await after('keys/state')).toMatchObject({ kept: 'file', rotatedAt: expect.any(String), kitOutdated: false })
    expect(states).toContainEqual({ kind: 'restarting', delayMs: 0 })
  }, 180_000)

  it('is refused while another program has the folder in use, and nothing restarts', async () => {
    await startDesk('browser', null)
    const call = await signedIn()
    const other = shareFolder({ keyFile: join(dataFolder, 'keys', 'keys.json') })
    expect(await call('keys/rotate', { secret: PIN })).toEqual({ kind: 'busy' })
    other.release()
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'ready'])
  }, 180_000)

  it('puts newly sealed keys in place where the operating system keeps them, and the kit is then outdated', async () => {
    const keys = join(dataFolder, 'keys')
    writeFileSync(join(keys, 'keys.sealed'), await sealer.seal(writeSecrets(inKeyFile())), { mode: 0o600 })
    rmSync(join(keys, 'keys.json'))
    const sealed = await openSealedKeys(dataFolder, sealer)
    if (sealed === null) throw new Error('nothing sealed')
    const before = sealed.secrets()
    await startDesk('electron', sealed)
    const call = await signedIn()
    expect(await call('keys/kit', { secret: PIN })).toEqual({ kind: 'made', delivery: { kind: 'printer' } })
    const again = restarted()
    expect(await call('keys/rotate', { secret: PIN })).toEqual({ kind: 'restarting' })
    await again
    expect(sealed.secrets()).not.toEqual(before)
    expect(sealed.staged()).toBeNull()
    expect(opensJournal(before)).toBe(false)
    expect(opensJournal(sealed.secrets())).toBe(true)
    expect(readdirSync(join(dataFolder, 'keys')).toSorted()).toEqual(['in-use.lock', 'keys.sealed'])
    const after = await signedIn()
    expect(await after('keys/state')).toMatchObject({ kept: 'sealed', kitOutdated: true })
    expect((await openSealedKeys(dataFolder, sealer))?.secrets()).toEqual(sealed.secrets())
  }, 180_000)
})
