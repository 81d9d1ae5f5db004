import { describe, expect, it } from 'vitest'
import { gateOf } from '../../../renderer/accounts/gate.ts'
import { createSessionKeeper, type SessionCalls } from '../../../renderer/accounts/session-keeper.ts'
import type { SignedIn } from '../../../shared/contract/session.ts'

const rina: SignedIn = { name: 'Rina Contoh', role: 'clerk', rights: ['view', 'enter'] }
const TOKEN = 'a'.repeat(43)

/** Answers as told, and writes down what was asked, in order. */
function core(answer: 'resumed' | 'ended' | 'broken' = 'resumed') {
  const asked: string[] = []
  const calls: SessionCalls = {
    resume: (token) => {
      asked.push(`resume ${token}`)
      return answer === 'broken' ? Promise.reject(new Error('closed')) : Promise.resolve(answer)
    },
    lock: () => {
      asked.push('lock')
      return Promise.resolve()
    },
  }
  return { asked, keeper: createSessionKeeper(calls) }
}

describe('the session of a page', () => {
  it('is not asked for on a connection before anybody signed in', async () => {
    const { asked, keeper } = core()
    await keeper.connected()
    expect(asked).toEqual([])
  })

  it('is brought back on a new connection, and calls wait for it', async () => {
    const { asked, keeper } = core()
    keeper.signedIn(rina.name, TOKEN)
    void keeper.connected()
    await keeper.settled()
    expect(asked).toEqual([`resume ${TOKEN}`])
    expect(keeper.kept()).toEqual({ name: rina.name, hidden: false })
  })

  it('hides the work when the core has ended it meanwhile, and does not present its token again', async () => {
    const { asked, keeper } = core('ended')
    keeper.signedIn(rina.name, TOKEN)
    await keeper.connected()
    await keeper.connected()
    expect(asked).toEqual([`resume ${TOKEN}`])
    expect(keeper.kept()).toEqual({ name: rina.name, hidden: true })
  })

  it('hides the work at once, and locks the core again when it comes back', async () => {
    const { asked, keeper } = core()
    keeper.signedIn(rina.name, TOKEN)
    keeper.lock()
    expect(keeper.kept().hidden).toBe(true)
    await keeper.connected()
    expect(asked).toEqual(['lock', `resume ${TOKEN}`, 'lock'])
    expect(keeper.kept().hidden).toBe(true)
  })

  it('tries again on the next connection when one breaks off in between', async () => {
    const { asked, keeper } = core('broken')
    keeper.signedIn(rina.name, TOKEN)
    await keeper.connected()
    await keeper.connected()
    expect(asked).toHaveLength(2)
    expect(keeper.kept().name).toBe(rina.name)
  })

  it('is forgotten by signing out', async () => {
    const { asked, keeper } = core()
    keeper.signedIn(rina.name, TOKEN)
    keeper.signedOut()
    await keeper.connected()
    expect(asked).toEqual([])
    expect(keeper.kept()).toEqual({ name: null, hidden: false })
  })

  it('hides the work when a call is refused, unless it was asked before the PIN was given', () => {
    const { keeper } = core()
    keeper.signedIn(rina.name, TOKEN)
    const before = keeper.time()
    keeper.lock()
    keeper.signedIn(rina.name, TOKEN)
    keeper.refused(before)
    expect(keeper.kept().hidden).toBe(false)
    keeper.refused(keeper.time())
    expect(keeper.kept().hidden).toBe(true)
  })

  it('tells of every change once', () => {
    const { keeper } = core()
    let told = 0
    const stop = keeper.subscribe(() => (told += 1))
    keeper.signedIn(rina.name, TOKEN)
    keeper.lock()
    keeper.lock()
    keeper.refused(keeper.time())
    stop()
    keeper.signedOut()
    expect(told).toBe(2)
  })
})

describe('what stands between a person and the work', () => {
  const nobody = { operator: null, lockedBy: null }

  it('is the choice of a name when nobody has signed in', () => {
    expect(gateOf(nobody, { name: null, hidden: false })).toEqual({ kind: 'sign-in' })
  })

  it('is nothing for whoever signed in on this page', () => {
    expect(gateOf({ operator: rina, lockedBy: null }, { name: rina.name, hidden: false })).toEqual({
      kind: 'open',
      operator: rina,
    })
  })

  it('is the PIN while the page hides the work, whatever the core still says', () => {
    const gate = gateOf({ operator: rina, lockedBy: null }, { name: rina.name, hidden: true })
    expect(gate).toEqual({ kind: 'locked', name: rina.name })
  })

  it('is the PIN of whom the core has locked, and of whom it has ended', () => {
    const kept = { name: rina.name, hidden: false }
    expect(gateOf({ operator: null, lockedBy: rina.name }, kept)).toEqual({ kind: 'locked', name: rina.name })
    expect(gateOf(nobody, kept)).toEqual({ kind: 'locked', name: rina.name })
  })

  it('never opens on the core’s word alone, nor for another name than the page’s own', () => {
    expect(gateOf({ operator: rina, lockedBy: null }, { name: null, hidden: false }).kind).toBe('sign-in')
    expect(gateOf({ operator: rina, lockedBy: null }, { name: 'Sari Contoh', hidden: false }).kind).toBe('locked')
  })
})
