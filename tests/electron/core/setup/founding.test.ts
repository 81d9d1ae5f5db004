import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataFolderAt } from '../../../../electron/core/data-folder.ts'
import { DEMO_SECRET } from '../../../../electron/core/demo/demo-hospital.ts'
import { HealthTopic } from '../../../../shared/contract/health.ts'
import type { SetupInput } from '../../../../shared/contract/setup.ts'
import { startCore, type CoreUnderShell } from '../../../support/core-under-shell.ts'
import { loket, loketWith } from '../../../support/cli.ts'
import { testHospital } from '../../../support/journal.ts'

let root: string
const cores: CoreUnderShell[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-founding-'))
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.stop()
  rmSync(root, { recursive: true, force: true })
})

const data = () => join(root, 'data')
const INPUT: SetupInput = {
  hospital: testHospital,
  deskCode: 'B7',
  administrator: { name: 'Budi Contoh', secret: '135790' },
}

async function started(options = { demo: false }): Promise<CoreUnderShell> {
  const core = startCore(data(), options)
  cores.push(core)
  await core.ready
  return core
}

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof ORPCError ? error.code : String(error)
}

describe('a data folder that nobody has used', () => {
  it('answers the set-up and nothing else, and writes neither keys nor journal', async () => {
    const { client } = (await started()).page()
    expect(await client.setup.state()).toEqual({ stage: 'unfounded' })
    expect(await codeOf(client.session.info())).toBe('NOT_FOUND')
    expect(await codeOf(client.session.signIn({ name: 'x', secret: 'y' }))).toBe('NOT_FOUND')
    expect(await codeOf(client.roster.state())).toBe('NOT_FOUND')
    expect(readdirSync(join(data(), 'keys'))).toEqual([])
    expect(readdirSync(join(data(), 'journal'))).toEqual([])
  })

  it('becomes a real desk with hospital, desk code and an administrator who can sign in, without a new process', async () => {
    const core = await started()
    const wizard = core.page()
    expect(await wizard.client.setup.finish(INPUT)).toEqual({ kind: 'founded' })
    await wizard.closed
    const { client } = core.page()
    expect(await client.setup.state()).toEqual({ stage: 'ready' })
    const info = await client.session.info()
    expect(info).toMatchObject({ demo: false, demoSecret: null, hospital: testHospital, desk: { code: 'B7' } })
    expect(await client.session.signIn({ name: 'budi contoh', secret: '135790' })).toMatchObject({
      kind: 'signed-in',
      operator: { name: 'Budi Contoh', role: 'administrator', rights: ['configure'] },
    })
    expect((await client.health.report()).items.map(({ topic }) => topic)).toEqual(HealthTopic.options)
    expect(await client.setup.finish(INPUT)).toEqual({ kind: 'already' })
    expect(await client.setup.demo()).toEqual({ kind: 'already' })
  })

  it('becomes a demo where every role can sign in with the PIN shown', async () => {
    const core = await started()
    const wizard = core.page()
    expect(await wizard.client.setup.demo()).toEqual({ kind: 'founded' })
    await wizard.closed
    const { client } = core.page()
    expect(await client.setup.state()).toEqual({ stage: 'ready' })
    expect(await client.session.info()).toMatchObject({
      demo: true,
      demoSecret: DEMO_SECRET,
      roster: { kind: 'current' },
    })
    const names = await client.session.operators()
    expect(names.map(({ role }) => role).toSorted()).toEqual([
      'administrator',
      'auditor',
      'clerk',
      'finance',
      'supervisor',
    ])
    expect(await client.setup.finish(INPUT)).toEqual({ kind: 'already' })
  })

  it('founds a demo at once with --demo, and refuses to show a real desk as one', async () => {
    const demo = await started({ demo: true })
    expect(await demo.page().client.session.info()).toMatchObject({ demo: true })
    await demo.stop()
    rmSync(data(), { recursive: true })
    const real = await started()
    await real.page().client.setup.finish(INPUT)
    await real.stop()
    const again = startCore(data(), { demo: true })
    cores.push(again)
    await expect(again.ready).rejects.toThrow(/^This data folder belongs to a real desk: start it without --demo/)
  })

  it.each([
    ['a name that the program uses itself', { administrator: { name: 'system', secret: '135790' } }, 'name-bad'],
    ['an empty name', { administrator: { name: ' ', secret: '135790' } }, 'name-bad'],
    ['a short PIN', { administrator: { name: 'Budi Contoh', secret: '1357' } }, 'too-short'],
    ['a PIN of steps', { administrator: { name: 'Budi Contoh', secret: '123456' } }, 'too-simple'],
  ])('refuses %s before anything is written', async (_title, change, kind) => {
    const { client } = (await started()).page()
    expect(await client.setup.finish({ ...INPUT, ...change })).toEqual({ kind })
    expect(existsSync(dataFolderAt(data()).journal)).toBe(false)
    expect(await client.setup.state()).toEqual({ stage: 'unfounded' })
  })

  it('refuses a form without a hospital, or with a time zone that nobody knows', async () => {
    const { client } = (await started()).page()
    expect(await codeOf(client.setup.finish({ ...INPUT, hospital: null }))).toBe('BAD_REQUEST')
    const hospital = { ...testHospital, timeZone: 'Asia/Bekasi' }
    expect(await codeOf(client.setup.finish({ ...INPUT, hospital }))).toBe('BAD_REQUEST')
    expect(existsSync(dataFolderAt(data()).journal)).toBe(false)
  })

  it('is founded once when two windows finish at the same moment', async () => {
    const core = await started()
    const [one, two] = [core.page(), core.page()]
    const second = { ...INPUT, administrator: { name: 'Agus Contoh', secret: '975310' } }
    const kinds = await Promise.all([one.client.setup.finish(INPUT), two.client.setup.finish(second)])
    expect(kinds.map(({ kind }) => kind)).toEqual(['founded', 'already'])
    await Promise.all([one.closed, two.closed])
    expect((await core.page().client.session.operators()).map(({ name }) => name)).toEqual(['Budi Contoh'])
  })

  it('becomes either a demo or a real desk when two windows choose differently', async () => {
    const core = await started()
    const [one, two] = [core.page(), core.page()]
    const kinds = await Promise.all([one.client.setup.demo(), two.client.setup.finish(INPUT)])
    expect(kinds.map(({ kind }) => kind)).toEqual(['founded', 'already'])
    await one.closed
    expect(await core.page().client.session.info()).toMatchObject({ demo: true })
  })

  it('goes on with what a command has set meanwhile', async () => {
    const core = await started()
    const wizard = core.page()
    const file = join(root, 'hospital.json')
    writeFileSync(file, JSON.stringify(testHospital))
    expect(await loket(data(), 'hospital', 'set', file)).toMatchObject({ code: 0 })
    expect(await wizard.client.setup.state()).toEqual({ stage: 'administrator' })
    await wizard.closed
    const { client } = core.page()
    expect(await client.setup.state()).toEqual({ stage: 'administrator' })
    expect(await client.setup.finish({ ...INPUT, hospital: null })).toEqual({ kind: 'founded' })
    expect(await client.session.info()).toMatchObject({ hospital: testHospital, desk: { code: 'B7' } })
  })
})

describe('a real desk from before operators', () => {
  it('asks for an administrator, takes one once, and leaves nobody else signed in', async () => {
    const file = join(root, 'hospital.json')
    writeFileSync(file, JSON.stringify(testHospital))
    await loket(data(), 'hospital', 'set', file)
    const core = await started()
    const [one, two] = [core.page().client, core.page().client]
    expect(await one.setup.state()).toEqual({ stage: 'administrator' })
    expect(await codeOf(one.admissions.list({ date: '2026-11-21' } as never))).toBe('UNAUTHORIZED')
    const input = { ...INPUT, hospital: null }
    const other = { ...input, administrator: { name: 'Agus Contoh', secret: '975310' } }
    const kinds = await Promise.all([one.setup.finish(input), two.setup.finish(other)])
    expect(kinds.map(({ kind }) => kind)).toEqual(['founded', 'already'])
    expect((await one.session.operators()).map(({ name }) => name)).toEqual(['Budi Contoh'])
  })

  it('lets nobody take over the name of somebody who works here, nor write anything under it', async () => {
    const file = join(root, 'hospital.json')
    writeFileSync(file, JSON.stringify(testHospital))
    await loket(data(), 'hospital', 'set', file)
    await loketWith({ LOKET_NEW_PIN: '864209' }, data(), 'operator', 'add', 'Rina Contoh', '--role', 'clerk')
    const { client } = (await started()).page()
    const administrator = { name: 'RINA contoh', secret: '135790' }
    const before = await client.session.info()
    const hospital = { ...testHospital, name: 'RSUD Lain' }
    for (const given of [null, hospital])
      expect(await client.setup.finish({ ...INPUT, hospital: given, administrator })).toEqual({ kind: 'name-bad' })
    expect(await client.session.info()).toMatchObject({ desk: before.desk, hospital: testHospital })
    expect(await client.setup.state()).toEqual({ stage: 'administrator' })
    expect(await client.session.signIn({ name: 'Rina Contoh', secret: '135790' })).toMatchObject({ kind: 'wrong' })
  })

  it('that lacks only its hospital is completed by an administrator of it, and makes nobody else one', async () => {
    await loket(data(), 'desk', 'set', '--code', 'A1')
    for (const [name, role] of [
      ['Budi Contoh', 'administrator'],
      ['Rina Contoh', 'clerk'],
    ] as const)
      await loketWith({ LOKET_NEW_PIN: '864209' }, data(), 'operator', 'add', name, '--role', role)
    const { client } = (await started()).page()
    expect(await client.setup.state()).toEqual({ stage: 'hospital' })
    const tried = [
      { name: 'Agus Contoh', secret: '975310' },
      { name: 'Budi Contoh', secret: '975310' },
      { name: 'Rina Contoh', secret: '864209' },
    ]
    for (const administrator of tried)
      expect(await client.setup.finish({ ...INPUT, administrator })).toEqual({ kind: 'not-administrator' })
    expect((await client.session.info()).hospital).toBeNull()
    const own = { name: 'budi contoh', secret: '864209' }
    expect(await client.setup.finish({ ...INPUT, administrator: own })).toEqual({ kind: 'founded' })
    expect(await client.setup.state()).toEqual({ stage: 'ready' })
    expect(await client.session.info()).toMatchObject({ hospital: testHospital, desk: { code: 'B7' } })
    const names = (await client.session.operators()).map(({ name }) => name)
    expect(names.toSorted()).toEqual(['Budi Contoh', 'Rina Contoh'])
  })
})
