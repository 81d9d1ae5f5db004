import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../../../electron/core/accounts/accounts.ts'
import { edgeRules, rightsAlone } from '../../../../electron/core/accounts/edge-rules.ts'
import type { ApprovalPurpose } from '../../../../shared/domain/approval.ts'
import { edgeClient, type EdgeAnswer } from '../../../support/edge-client.ts'
import { accountsPlace, MINUTE_MS, type AccountsPlace } from '../accounts/accounts-place.ts'

const RINA = 'Rina Contoh'

let at: AccountsPlace
let rina: Caller
let ask: (name: string, input?: object) => Promise<EdgeAnswer>
beforeEach(async () => {
  at = accountsPlace()
  await at.add('clerk', RINA)
  rina = await at.signedIn(RINA)
  ask = asking(rina)
})
afterEach(() => at.remove())

function asking(caller: Caller) {
  const client = edgeClient(edgeRules({ ...at, uptimeMs: () => at.uptime.ms }), caller)
  return (name: string, input: object = {}) => client(name.split('.'), input)
}

function approvalFor(purpose: ApprovalPurpose, caller: Caller): string {
  const session = at.sessions.idOf(caller)
  if (session === null) throw new Error('nobody is signed in')
  return at.approvals.grant({ purpose, by: 'Sari Contoh', reason: 'Salah orang' }, randomUUID(), session)
}

describe('the edge of the core', () => {
  it('asks at every call anew: a right that was taken away is gone', async () => {
    expect(await ask('desk.check')).toBe('admitted')
    at.accounts.setRights({ role: 'clerk', rights: ['view'] }, 'Budi Contoh')
    expect(await ask('desk.check')).toBe('FORBIDDEN')
    expect(await ask('admissions.list')).toBe('admitted')
  })

  it.each(['locked', 'signed out', 'idle', 'disabled'])('answers nothing to a session that is %s', async (how) => {
    if (how === 'locked') at.sessions.lock(rina)
    if (how === 'signed out') at.sessions.signOut(rina)
    if (how === 'idle') at.uptime.ms += 5 * MINUTE_MS
    if (how === 'disabled') at.accounts.change({ name: RINA, role: 'clerk', active: false }, 'Budi Contoh')
    for (const call of ['desk.check', 'session.touch', 'admissions.list']) expect(await ask(call)).toBe('UNAUTHORIZED')
    expect(await ask('session.info')).toBe('admitted')
  })

  it('refuses before the input is read: no refusal tells what a call would take', async () => {
    expect(await ask('accounts.add', { name: RINA, role: 'clerk', secret: '246810' })).toBe('FORBIDDEN')
    expect(await ask('accounts.add', { nonsense: 1 })).toBe('FORBIDDEN')
  })

  it('leaves a line for a refused call, once a minute for each call', async () => {
    for (let count = 0; count < 5; count++) await ask('accounts.list')
    await ask('audit.list')
    at.uptime.ms += MINUTE_MS
    await ask('accounts.list')
    at.sessions.signOut(rina)
    await ask('accounts.list')
    const refused = at.trail().filter(({ action }) => action === 'call-refused')
    expect(refused).toEqual(
      ['accounts.list', 'audit.list', 'accounts.list'].map((call) => ({
        actor: RINA,
        action: 'call-refused',
        facts: { call },
      })),
    )
  })

  it('answers only open calls where there is no desk yet', async () => {
    const client = edgeClient(rightsAlone, { session: () => null, lockedBy: () => null })
    expect(await client(['setup', 'state'], undefined)).toBe('admitted')
    expect(await client(['desk', 'check'], {})).toBe('UNAUTHORIZED')
  })
})

describe('an approval at the edge', () => {
  it('stands in for the right to correct, for the purpose it was given for', async () => {
    const approvalId = approvalFor('void', rina)
    expect(await ask('desk.void', { approvalId: null })).toBe('FORBIDDEN')
    expect(await ask('desk.void', { approvalId })).toBe('admitted')
    expect(await ask('desk.amend', { approvalId })).toBe('FORBIDDEN')
    expect(await ask('accounts.list', { approvalId })).toBe('FORBIDDEN')
  })

  it('is worth nothing after five minutes', async () => {
    const approvalId = approvalFor('void', rina)
    at.uptime.ms += 4 * MINUTE_MS
    at.sessions.touch(rina)
    at.uptime.ms += MINUTE_MS
    expect(await ask('desk.void', { approvalId })).toBe('FORBIDDEN')
  })

  it('is refused from any session but the one that asked for it, also where no right lacks', async () => {
    await at.add('supervisor', 'Sari Contoh')
    const sari = await at.signedIn('Sari Contoh')
    const approvalId = approvalFor('override', rina)
    expect(await asking(sari)('desk.admit', { approvalId })).toBe('FORBIDDEN')
    expect(await asking(await at.signedIn(RINA))('desk.admit', { approvalId })).toBe('FORBIDDEN')
    expect(await ask('desk.admit', { approvalId })).toBe('admitted')
    at.sessions.lock(rina)
    expect(await ask('desk.admit', { approvalId })).toBe('UNAUTHORIZED')
  })

  it('makes no writer of who may only read', async () => {
    await at.add('auditor', 'Agus Contoh')
    const agus = await at.signedIn('Agus Contoh')
    expect(await asking(agus)('desk.void', { approvalId: approvalFor('void', agus) })).toBe('FORBIDDEN')
  })
})
