import { randomUUID } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { DEMO_SECRET } from '../../../../electron/core/demo/demo-hospital.ts'
import { AdmissionId } from '../../../../shared/domain/identifiers.ts'
import type { contract } from '../../../../shared/contract/contract.ts'
import { corePid } from '../../../support/core-process.ts'
import { startDesk, type Desk } from '../../../support/desk.ts'

type Client = ContractRouterClient<typeof contract>

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

/** As a page does: until the core is there again the shell refuses, and the page tries anew. */
async function openPage(): Promise<Client> {
  for (;;) {
    const client = await tryOpen()
    if (client !== null) return client
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function tryOpen(): Promise<Client | null> {
  const { host, origin } = new URL(desk.url)
  const socket = new WebSocket(`ws://${host}/rpc`, { origin })
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(createORPCClient(link)))
    socket.on('error', () => resolve(null))
  })
}

async function signIn(client: Client, name: string): Promise<string> {
  const result = await client.session.signIn({ name, secret: DEMO_SECRET })
  if (result.kind !== 'signed-in') throw new Error(result.kind)
  return result.token
}

async function killCore(): Promise<void> {
  const before = corePid(desk.pid)
  process.kill(before, 'SIGKILL')
  while ([0, before].includes(corePid(desk.pid))) await new Promise((resolve) => setTimeout(resolve, 50))
}

const check = (client: Client) => client.desk.check({ text: '3275021508909910', source: 'typed', question: {} })

describe.skipIf(process.platform !== 'linux')('the program, over its own wire', () => {
  it('shows nobody anything before somebody has signed in, but for what the sign-in screen needs', async () => {
    const client = await openPage()
    expect(await client.session.info()).toMatchObject({ operator: null, lockedBy: null, demoSecret: DEMO_SECRET })
    expect((await client.session.operators()).map(({ role }) => role).toSorted()).toEqual(
      ['administrator', 'auditor', 'clerk', 'finance', 'supervisor'].toSorted(),
    )
    await expect(check(client)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(client.session.touch()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  it('lets each operator do what the role may, on the connection that signed in', async () => {
    const [clerk, administrator, nobody] = [await openPage(), await openPage(), await openPage()]
    await signIn(clerk, 'rina contoh')
    await signIn(administrator, 'Budi Contoh')
    expect((await check(clerk)).kind).toBe('not-found')
    await expect(clerk.accounts.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await administrator.accounts.list()).toHaveLength(5)
    await expect(check(administrator)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(check(nobody)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  it('goes on after the core was killed, for the page that has the token', async () => {
    const token = await signIn(await openPage(), 'Rina Contoh')
    await killCore()
    const back = await openPage()
    await expect(check(back)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await back.session.resume({ token })).toMatchObject({ kind: 'resumed', operator: { name: 'Rina Contoh' } })
    expect((await check(back)).kind).toBe('not-found')
    await back.session.lock()
    expect(await back.session.info()).toMatchObject({ operator: null, lockedBy: 'Rina Contoh' })
    await killCore()
    expect(await (await openPage()).session.resume({ token })).toEqual({ kind: 'ended' })
  }, 180_000)

  it('counts wrong PINs over pages and over the death of the core', async () => {
    const wrong = { name: 'Dewi Contoh', secret: '135790' }
    for (let n = 0; n < 3; n++) await (await openPage()).session.signIn(wrong)
    await killCore()
    const client = await openPage()
    expect(await client.session.signIn(wrong)).toEqual({ kind: 'wrong', triesLeft: 1 })
    expect(await client.session.signIn(wrong)).toEqual({ kind: 'wrong', triesLeft: 0 })
    await killCore()
    const right = { ...wrong, secret: DEMO_SECRET }
    expect(await (await openPage()).session.signIn(right)).toMatchObject({ kind: 'locked-out' })
  }, 180_000)

  it('has a supervisor agree at the desk of a clerk, who stays signed in', async () => {
    const client = await openPage()
    await signIn(client, 'Rina Contoh')
    const input = { admissionId: AdmissionId.parse(randomUUID()), reason: 'Salah orang', approvalId: null }
    const asked = { asked: { call: 'desk.void', input }, reason: 'Surat menyusul' } as const
    const by = (name: string, secret: string = DEMO_SECRET) => client.session.approve({ ...asked, name, secret })
    expect(await by('Sari Contoh')).toMatchObject({ kind: 'approved' })
    expect(await by('Rina Contoh')).toEqual({ kind: 'not-allowed' })
    expect(await by('Sari Contoh', '135790')).toEqual({ kind: 'wrong', triesLeft: 4 })
    expect(await client.session.approvers()).toMatchObject([{ name: 'Sari Contoh' }])
    expect(await client.session.info()).toMatchObject({ operator: { name: 'Rina Contoh' } })
  })

  it('hands a note over to whoever admits next, and to nobody who may not see patients whole', async () => {
    const client = await openPage()
    await signIn(client, 'Rina Contoh')
    expect(await client.session.handOver({ note: 'Pasien IGD menunggu rujukan.' })).toEqual({ kind: 'noted' })
    for (const name of ['Budi Contoh', 'Agus Contoh'])
      expect(await client.session.signIn({ name, secret: DEMO_SECRET })).toMatchObject({ handOver: null })
    const next = await client.session.signIn({ name: 'Sari Contoh', secret: DEMO_SECRET })
    expect(next).toMatchObject({ handOver: { by: 'Rina Contoh', note: 'Pasien IGD menunggu rujukan.' } })
    const seq = next.kind === 'signed-in' ? (next.handOver?.seq ?? 0) : 0
    await client.session.handOverRead({ seq })
    expect(await client.session.signIn({ name: 'Sari Contoh', secret: DEMO_SECRET })).toMatchObject({ handOver: null })
  })

  it('takes another PIN from the operator who knows the old one', async () => {
    const client = await openPage()
    await signIn(client, 'Agus Contoh')
    const change = (current: string, next: string) => client.session.changeSecret({ current, next })
    expect(await change('135790', '864209')).toMatchObject({ kind: 'wrong' })
    expect(await change(DEMO_SECRET, '111111')).toEqual({ kind: 'too-simple' })
    expect(await change(DEMO_SECRET, '864209')).toEqual({ kind: 'changed' })
    expect(await client.session.touch()).toEqual({ kind: 'touched' })
    expect(await (await openPage()).session.signIn({ name: 'Agus Contoh', secret: '864209' })).toMatchObject({
      kind: 'signed-in',
    })
  })
})
