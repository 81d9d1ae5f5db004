import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { afterWrongTry, NO_TRIES, triesLeft, waitLeftMs } from '../../../../electron/core/accounts/lock-out.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { accountsPlace, MINUTE_MS, PIN, WRONG, type AccountsPlace } from './accounts-place.ts'
import { startAccountsProcess } from './start-accounts-process.ts'

const RINA = 'Rina Contoh'

let at: AccountsPlace
beforeEach(() => {
  at = accountsPlace()
})
afterEach(() => at.remove())

async function wrongTries(count: number): Promise<unknown[]> {
  const answers: unknown[] = []
  for (let n = 0; n < count; n++) answers.push(await at.accounts.checkSecret(RINA, WRONG))
  return answers
}

describe('wrong tries', () => {
  it('are counted down, and the fifth makes even the right PIN wait a minute', async () => {
    await at.add('clerk', RINA)
    expect(await wrongTries(5)).toEqual([4, 3, 2, 1, 0].map((left) => ({ kind: 'wrong', triesLeft: left })))
    expect(await at.accounts.checkSecret(RINA, PIN)).toEqual({ kind: 'locked-out', waitMs: MINUTE_MS })
    expect(at.accounts.signInNames()).toEqual([{ name: RINA, role: 'clerk', lockedOutForMs: MINUTE_MS }])
    at.uptime.ms += MINUTE_MS
    expect(await at.accounts.checkSecret(RINA, PIN)).toMatchObject({ kind: 'right' })
  })

  it('make each next wait twice as long, up to an hour', async () => {
    await at.add('clerk', RINA)
    await wrongTries(4)
    const waits: number[] = []
    for (let n = 0; n < 8; n++) {
      await wrongTries(1)
      const refused = await at.accounts.checkSecret(RINA, PIN)
      if (refused.kind !== 'locked-out') throw new Error(refused.kind)
      waits.push(refused.waitMs / MINUTE_MS)
      at.uptime.ms += refused.waitMs
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  it('are forgotten after a right one', async () => {
    await at.add('clerk', RINA)
    await wrongTries(4)
    expect(await at.accounts.checkSecret(RINA, PIN)).toMatchObject({ kind: 'right' })
    expect(await wrongTries(1)).toEqual([{ kind: 'wrong', triesLeft: 4 }])
  })

  it('of one operator keep no other out', async () => {
    await at.add('clerk', RINA)
    await at.add('supervisor', 'Sari Contoh')
    await wrongTries(5)
    expect(await at.accounts.checkSecret('Sari Contoh', PIN)).toMatchObject({ kind: 'right' })
  })

  it('all count when they come at once: only five are heard', async () => {
    await at.add('clerk', RINA)
    const all = await Promise.all(Array.from({ length: 12 }, () => at.accounts.checkSecret(RINA, WRONG)))
    const kinds = all.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(5)
    expect(kinds.filter((kind) => kind === 'locked-out')).toHaveLength(7)
  })

  it('do not let the right PIN slip in among many tries at once', async () => {
    await at.add('clerk', RINA)
    const tries = [...Array.from({ length: 8 }, () => WRONG), PIN]
    const all = await Promise.all(tries.map((secret) => at.accounts.checkSecret(RINA, secret)))
    expect(all.at(-1)).toMatchObject({ kind: 'locked-out' })
  })

  it('that are too many at once are sent away before they take memory', async () => {
    await at.add('clerk', RINA)
    const all = await Promise.all(Array.from({ length: 40 }, () => at.accounts.checkSecret('Tono', WRONG)))
    expect(all.filter(({ kind }) => kind === 'busy')).toHaveLength(40 - 22)
  })
})

describe('a lock-out', () => {
  const locked = async () => (await at.accounts.checkSecret(RINA, PIN)).kind === 'locked-out'

  beforeEach(async () => {
    await at.add('clerk', RINA)
    await wrongTries(5)
  })

  it('goes on after the program was started again', async () => {
    at.uptime.ms += MINUTE_MS / 2
    at.restart()
    expect(await at.accounts.checkSecret(RINA, PIN)).toEqual({ kind: 'locked-out', waitMs: MINUTE_MS / 2 })
  })

  it.each([
    ['forward', '2036-01-01T00:00:00.000Z'],
    ['back', '2025-01-01T00:00:00.000Z'],
  ])('is not moved by a clock that is turned %s', async (_way, time) => {
    at.place.clock.set(time)
    expect(await locked()).toBe(true)
    at.restart()
    expect(await locked()).toBe(true)
    at.uptime.ms += MINUTE_MS
    expect(await locked()).toBe(false)
  })

  it('is not cut short by starting the machine again, and ends after a while of it', async () => {
    at.uptime.ms = 10_000
    at.restart()
    expect(await at.accounts.checkSecret(RINA, PIN)).toEqual({ kind: 'locked-out', waitMs: 50_000 })
    at.uptime.ms += 50_000
    expect(await locked()).toBe(false)
  })

  it('that is over does not come back when the machine has run as long as before', async () => {
    const began = at.uptime.ms
    at.uptime.ms = 10_000
    at.restart()
    at.uptime.ms = began + 1
    expect(await locked()).toBe(false)
  })

  it('holds in every process', async () => {
    expect(await at.another().accounts.checkSecret(RINA, PIN)).toMatchObject({ kind: 'locked-out' })
  })
})

describe('two processes at once', () => {
  it('count every wrong try of both', async () => {
    await at.add('clerk', RINA)
    keyFile(at.place.folder.keyFile).create(at.place.secrets)
    const processes = [1, 2].map(() => startAccountsProcess(at.place.folder.root, 'try', RINA, WRONG))
    await Promise.all(processes.map((each) => each.ready))
    const answers = await Promise.all(processes.map((each) => each.go()))
    const kinds = answers.flat()
    expect(kinds).toHaveLength(12)
    expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(5)
    expect(kinds.filter((kind) => kind === 'locked-out')).toHaveLength(7)
    expect(at.journal.beside.secrets.get(RINA)).toMatchObject({ failures: 5, waitMs: MINUTE_MS })
  }, 180_000)

  it('give one name once', async () => {
    keyFile(at.place.folder.keyFile).create(at.place.secrets)
    const processes = [1, 2].map(() => startAccountsProcess(at.place.folder.root, 'add', RINA, PIN))
    await Promise.all(processes.map((each) => each.ready))
    const answers = await Promise.all(processes.map((each) => each.go()))
    expect(answers.flat().toSorted()).toEqual(['changed', 'name-taken'])
  })
})

describe('a name that nobody has', () => {
  it('is answered like a first wrong try, and what was typed is kept nowhere', async () => {
    expect(await at.accounts.checkSecret('3275021508909901', PIN)).toEqual({ kind: 'wrong', triesLeft: 4 })
    expect(at.trail()).toEqual([
      { actor: 'system', action: 'sign-in-refused', facts: { for: 'sign-in', code: 'unknown-name' } },
    ])
  })

  it('takes as long as a wrong PIN', async () => {
    await at.add('clerk', RINA)
    const timed = async (name: string) => {
      const start = performance.now()
      await at.accounts.checkSecret(name, WRONG)
      return performance.now() - start
    }
    const [known, unknown] = [await timed(RINA), await timed('Tono Contoh')]
    // Hashing is all of it: without it the answer would come hundreds of times sooner.
    expect(unknown).toBeGreaterThan(known / 4)
  })
})

it('leaves a line for each wrong PIN and for the lock-out; tries while it lasts do not fill the trail', async () => {
  await at.add('clerk', RINA)
  await wrongTries(5)
  for (let count = 0; count < 20; count++) await at.accounts.checkSecret(RINA, PIN)
  const lines = at.trail().filter(({ action }) => action !== 'configured')
  expect(lines.map(({ action, facts }) => `${action} ${String(facts['code'] ?? '')}`.trim())).toEqual([
    ...Array.from({ length: 5 }, () => 'sign-in-refused wrong'),
    'locked-out',
    'sign-in-refused locked-out',
  ])
  expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set([RINA]))
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${PIN}|${WRONG}`))
})

it('stops nobody from signing in, and counts on, while another process keeps the journal', async () => {
  await at.add('clerk', RINA)
  await at.add('clerk', 'Sari Contoh')
  await wrongTries(4)
  const { db } = connect(at.place.folder.journal, deriveKey(at.place.secrets, 'journal'))
  db.exec('BEGIN IMMEDIATE')
  const caller = await at.signedIn('Sari Contoh')
  expect(await wrongTries(1)).toEqual([{ kind: 'wrong', triesLeft: 0 }])
  expect(await at.accounts.checkSecret(RINA, PIN)).toMatchObject({ kind: 'locked-out' })
  expect(caller.session()?.name).toBe('Sari Contoh')
  db.exec('COMMIT')
  db.close()
  expect(await at.accounts.checkSecret(RINA, PIN)).toMatchObject({ kind: 'locked-out' })
  at.uptime.ms += MINUTE_MS
  await wrongTries(1)
  expect(at.journal.beside.secrets.get(RINA)).toMatchObject({ failures: 6, waitMs: 2 * MINUTE_MS })
}, 180_000)

describe('the wait', () => {
  const uptime = fc.integer({ min: 0, max: 400 * 24 * 60 * MINUTE_MS })

  it('never takes for passed more than has passed, whenever the machine was started again', () => {
    const tries = fc.integer({ min: 5, max: 40 })
    fc.assert(
      fc.property(tries, uptime, uptime, fc.boolean(), (count, began, later, again) => {
        let state = NO_TRIES
        for (let n = 0; n < count; n++) state = afterWrongTry(state, began)
        // Later in the same run of the machine, or `later` after it was started again, at least that long after.
        const [now, passed] = again ? [later, later] : [began + later, later]
        expect(waitLeftMs(state, now)).toBeGreaterThanOrEqual(Math.max(0, state.waitMs - passed))
      }),
    )
  })

  it('begins when no tries are left and at no other time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), uptime, (count, began) => {
        let state = NO_TRIES
        for (let n = 0; n < count; n++) state = afterWrongTry(state, began)
        expect(waitLeftMs(state, began) > 0).toBe(triesLeft(state) === 0)
      }),
    )
  })
})
