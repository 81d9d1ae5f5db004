import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '../../../../electron/core/accounts/accounts.ts'
import { setSessionPolicy } from '../../../../electron/core/journal/change-settings.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { accountsPlace, MINUTE_MS, PIN, WRONG, type AccountsPlace } from './accounts-place.ts'

const RINA = 'Rina Contoh'
const SARI = 'Sari Contoh'

let at: AccountsPlace
beforeEach(async () => {
  at = accountsPlace()
  await at.add('clerk', RINA)
  await at.add('supervisor', SARI)
})
afterEach(() => at.remove())

async function signIn(name = RINA): Promise<{ caller: Caller; token: string }> {
  const caller = at.sessions.newCaller()
  const signedIn = await at.sessions.signIn(caller, name, PIN)
  if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind)
  return { caller, token: signedIn.token }
}

/** Both clocks go on, as they do. */
function later(ms: number): void {
  at.uptime.ms += ms
  at.place.clock.advance(ms)
}

const actions = () =>
  at
    .trail()
    .filter(({ action }) => action !== 'configured')
    .map(({ actor, action, facts }) => [action, actor, facts['by'] ?? facts['code'] ?? ''].join(' ').trim())

describe('a session', () => {
  it('says who signed in on this connection and what they may do, and nothing on another', async () => {
    const { caller } = await signIn()
    expect(caller.session()).toEqual({ name: RINA, role: 'clerk', rights: ['view', 'enter'] })
    expect(at.sessions.newCaller().session()).toBeNull()
  })

  it('does not begin with a wrong PIN, and the one before goes on', async () => {
    const { caller } = await signIn()
    expect(await at.sessions.signIn(caller, SARI, WRONG)).toEqual({ kind: 'wrong', triesLeft: 4 })
    expect(caller.session()?.name).toBe(RINA)
  })

  it('ends when another signs in at the same desk', async () => {
    const { caller, token } = await signIn()
    await at.sessions.signIn(caller, SARI, PIN)
    expect(caller.session()?.name).toBe(SARI)
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
    expect(actions()).toEqual([`signed-in ${RINA}`, `signed-out ${RINA} next-operator`, `signed-in ${SARI}`])
  })

  it('ends when the operator signs out, and nothing brings it back', async () => {
    const { caller, token } = await signIn()
    at.sessions.signOut(caller)
    expect([caller.session(), caller.lockedBy()]).toEqual([null, null])
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
  })

  it('ends at the next call once the operator is disabled, by whichever process', async () => {
    const { caller, token } = await signIn()
    at.another().accounts.change({ name: RINA, role: 'clerk', active: false }, 'Budi Contoh')
    expect([caller.session(), caller.lockedBy()]).toEqual([null, null])
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
    expect(actions().at(-1)).toBe(`signed-out ${RINA} core`)
  })

  it('has the role of now', async () => {
    const { caller } = await signIn()
    at.another().accounts.change({ name: RINA, role: 'auditor', active: true }, 'Budi Contoh')
    expect(caller.session()).toEqual({ name: RINA, role: 'auditor', rights: ['view', 'audit'] })
  })

  it('ends when the PIN is set anew, but for the one that set it', async () => {
    const own = await signIn()
    const elsewhere = await signIn()
    await at.accounts.resetSecret({ name: RINA, secret: '864209', keep: own.caller }, RINA)
    expect(own.caller.session()?.name).toBe(RINA)
    expect(elsewhere.caller.session()).toBeNull()
  })

  it('is known to the database by a hash of its token only', async () => {
    const { token } = await signIn()
    const { db } = connect(at.place.folder.journal, deriveKey(at.place.secrets, 'journal'))
    const rows = JSON.stringify(db.prepare('SELECT * FROM sessions').all())
    db.close()
    expect(rows).toContain('rina contoh')
    expect(rows).not.toContain(token)
    expect(token).toMatch(/^[\w-]{43}$/)
  })
})

describe('a locked screen', () => {
  it('comes after five minutes in which nobody was at the keyboard, however much was read meanwhile', async () => {
    const { caller } = await signIn()
    for (let second = 0; second < 299; second++) {
      later(1000)
      expect(caller.session()?.name).toBe(RINA)
    }
    later(1000)
    expect([caller.session(), caller.lockedBy()]).toEqual([null, RINA])
    expect(actions().at(-1)).toBe(`screen-locked ${RINA} idle`)
  })

  it('does not come while somebody is at the keyboard', async () => {
    const { caller } = await signIn()
    for (let minute = 0; minute < 30; minute++) {
      later(MINUTE_MS)
      at.sessions.touch(caller)
    }
    expect(caller.session()?.name).toBe(RINA)
  })

  it('comes as soon as the policy says, also for those who are signed in', async () => {
    const { caller } = await signIn()
    later(2 * MINUTE_MS)
    setSessionPolicy(at.another().journal, { lockAfterMinutes: 2, clearAfterMinutes: 10 }, 'Budi Contoh')
    expect(caller.lockedBy() ?? caller.session()).toBeNull()
    expect(caller.lockedBy()).toBe(RINA)
  })

  it.each(['2036-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'])(
    'comes neither sooner nor later for a turned clock (%s)',
    async (time) => {
      const { caller } = await signIn()
      at.place.clock.set(time)
      at.uptime.ms += 4 * MINUTE_MS
      expect(caller.session()?.name).toBe(RINA)
      at.uptime.ms += MINUTE_MS
      expect(caller.session()).toBeNull()
    },
  )

  it('stays when it was asked for, whatever touches it, until somebody signs in', async () => {
    const { caller, token } = await signIn()
    at.sessions.lock(caller)
    at.sessions.touch(caller)
    expect([caller.session(), caller.lockedBy()]).toEqual([null, RINA])
    expect(at.sessions.resume(caller, token)).toBeNull()
    expect(caller.lockedBy()).toBe(RINA)
    await at.sessions.signIn(caller, SARI, PIN)
    expect([caller.session()?.name, caller.lockedBy()]).toEqual([SARI, null])
  })

  it('is locked for every connection that has this session', async () => {
    const { caller, token } = await signIn()
    const second = at.sessions.newCaller()
    expect(at.sessions.resume(second, token)?.name).toBe(RINA)
    at.sessions.lock(second)
    expect(caller.session()).toBeNull()
  })

  it('says whose it is on a connection that comes back', async () => {
    const { caller, token } = await signIn()
    at.sessions.lock(caller)
    const back = at.sessions.newCaller()
    expect(at.sessions.resume(back, token)).toBeNull()
    expect(back.lockedBy()).toBe(RINA)
  })

  it('is told to the pages without any call', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      let told = 0
      const stop = at.sessions.watch(() => (told += 1))
      const { caller } = await signIn()
      later(5 * MINUTE_MS)
      vi.advanceTimersByTime(5000)
      expect(told).toBe(1)
      expect(caller.lockedBy()).toBe(RINA)
      stop()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a connection that broke off', () => {
  it('goes on where it was with its token', async () => {
    const { token } = await signIn()
    const back = at.sessions.newCaller()
    expect(at.sessions.resume(back, token)).toMatchObject({ name: RINA })
    expect(back.session()?.name).toBe(RINA)
  })

  it('goes on after the core was started again, and the minutes before count', async () => {
    const { token } = await signIn()
    later(4 * MINUTE_MS)
    at.restart()
    const back = at.sessions.newCaller()
    expect(at.sessions.resume(back, token)).toMatchObject({ name: RINA })
    at.uptime.ms += MINUTE_MS
    expect(back.session()).toBeNull()
    expect(back.lockedBy()).toBe(RINA)
  })

  it('counts from the last sign of life that was written down', async () => {
    const { caller, token } = await signIn()
    for (let minute = 0; minute < 9; minute++) {
      later(MINUTE_MS)
      at.sessions.touch(caller)
    }
    later(3 * MINUTE_MS)
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toMatchObject({ name: RINA })
  })

  it.each([
    ['while the core goes on', () => undefined],
    ['after the core was started again', () => at.restart()],
  ])(
    'comes back as the one that was used last or not, in whatever order the windows come back: %s',
    async (_, meanwhile) => {
      const first = await signIn(RINA)
      later(2_000)
      const second = await signIn(SARI)
      later(2_000)
      at.sessions.touch(first.caller)
      later(2_000)
      meanwhile()
      const [one, other] = [at.sessions.newCaller(), at.sessions.newCaller()]
      at.sessions.resume(one, first.token)
      later(2_000)
      at.sessions.resume(other, second.token)
      expect(at.sessions.lastUse(one)).toBeGreaterThan(at.sessions.lastUse(other))
      at.sessions.touch(other)
      expect(at.sessions.lastUse(one)).toBeLessThan(at.sessions.lastUse(other))
    },
  )

  it.each(['idle for too long', 'locked'])('does not go on when the session was %s', async (why) => {
    const { caller, token } = await signIn()
    if (why === 'locked') at.sessions.lock(caller)
    else later(5 * MINUTE_MS)
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
  })

  it('does not go on after a restart in which the clock was turned back: nobody knows how long it was', async () => {
    later(3 * 24 * 60 * MINUTE_MS)
    const { token } = await signIn()
    at.place.clock.advance(-2 * 24 * 60 * MINUTE_MS)
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
  })

  it('does not go on when the lock could not be written at once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const stop = at.sessions.watch(() => undefined)
    const { caller, token } = await signIn()
    const { db } = connect(at.place.folder.journal, deriveKey(at.place.secrets, 'journal'))
    db.exec('BEGIN IMMEDIATE')
    at.sessions.lock(caller)
    expect(caller.lockedBy()).toBe(RINA)
    db.exec('COMMIT')
    db.close()
    vi.advanceTimersByTime(5000)
    stop()
    vi.useRealTimers()
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
  }, 180_000)

  it('does not go on after a restart while the clock stands behind the journal', async () => {
    const { token } = await signIn()
    at.handOvers.note('Satu', RINA)
    at.place.clock.advance(-6 * MINUTE_MS)
    at.restart()
    expect(at.sessions.resume(at.sessions.newCaller(), token)).toBeNull()
  })

  it('gets nothing for a token that nobody was given, and throws nobody out with it', async () => {
    const { caller } = await signIn()
    const { token: ended, caller: other } = await signIn(SARI)
    at.sessions.signOut(other)
    for (const token of ['', 'x'.repeat(43), ended]) expect(at.sessions.resume(caller, token)).toBeNull()
    expect(caller.session()?.name).toBe(RINA)
  })
})

describe('hand-over', () => {
  it('is shown to every other operator until each has read it, and after a restart', () => {
    at.handOvers.note('Kertas printer hampir habis.', RINA)
    const note = at.handOvers.unreadFor(SARI)
    expect(note).toMatchObject({ by: RINA, note: 'Kertas printer hampir habis.' })
    expect(at.handOvers.unreadFor('rina contoh')).toBeNull()
    at.handOvers.read(note?.seq ?? 0, SARI)
    at.restart()
    expect(at.handOvers.unreadFor(SARI)).toBeNull()
    expect(at.handOvers.unreadFor('Dewi Contoh')).toMatchObject({ by: RINA })
  })

  it('shows a newer note to who has read the one before, also when more was said to be read than there was', () => {
    at.handOvers.note('Satu', RINA)
    at.handOvers.read(1_000_000, SARI)
    at.handOvers.note('Dua', RINA)
    expect(at.handOvers.unreadFor(SARI)).toMatchObject({ note: 'Dua' })
  })
})
