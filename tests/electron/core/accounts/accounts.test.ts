import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { rebuildJournal } from '../../../../electron/core/journal/rebuild-journal.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { accountsPlace, PIN, WRONG, type AccountsPlace } from './accounts-place.ts'

let at: AccountsPlace
beforeEach(() => {
  at = accountsPlace()
})
afterEach(() => at.remove())

describe('an operator', () => {
  it('is added with a PIN, and known by it from then on, however the name is typed', async () => {
    await at.add('clerk', 'Rina Contoh')
    expect(await at.accounts.checkSecret('  rina   CONTOH ', PIN)).toEqual({
      kind: 'right',
      operator: { name: 'Rina Contoh', role: 'clerk', active: true },
    })
    expect(await at.accounts.checkSecret('Rina Contoh', WRONG)).toEqual({ kind: 'wrong', triesLeft: 4 })
  })

  it('is known by a passphrase whichever way its letters are composed', async () => {
    await at.add('clerk', 'Rina Contoh', 'cafe\u0301 di tepi kali')
    expect(await at.accounts.checkSecret('Rina Contoh', 'caf\u00e9 di tepi kali')).toMatchObject({ kind: 'right' })
  })

  it.each([
    ['12345', 'too-short'],
    ['katasandi', 'too-short'],
    ['111111', 'too-simple'],
    ['123456', 'too-simple'],
    ['987654', 'too-simple'],
    ['121212', 'too-simple'],
  ])('gets no secret that anybody would try first (%s)', async (secret, kind) => {
    expect(await at.accounts.add({ name: 'Rina Contoh', role: 'clerk', secret }, 'test')).toEqual({ kind })
    await at.add('clerk', 'Sari Contoh')
    expect(await at.accounts.resetSecret({ name: 'Sari Contoh', secret }, 'test')).toEqual({ kind })
  })

  it.each(['', ' ', 'A', '12345', 'system', 'Loket 3', 'Rina\u200BContoh', 'x'.repeat(61), 'Rina\uD800'])(
    'gets no name that cannot stand in the journal (%j)',
    async (name) => {
      expect(await at.accounts.add({ name, role: 'clerk', secret: PIN }, 'test')).toEqual({ kind: 'name-bad' })
    },
  )

  it.each([
    ['\uFF53ystem', 'a wide letter'],
    ['\uFF2Dachine administrator (root)', 'a wide letter'],
    ['s\u0443stem', 'a Cyrillic letter'],
    ['Rin\u0430 Contoh', 'a Cyrillic letter'],
    ['Rina\uFE0F Contoh', 'a variation selector'],
    ['\u3164\u3164', 'fillers'],
  ])('gets no name that looks like another, or like nothing (%j: %s)', async (name) => {
    expect(await at.accounts.add({ name, role: 'clerk', secret: PIN }, 'test')).toEqual({ kind: 'name-bad' })
  })

  it.each(["Siti D'Souza", 'José Šuro', 'dr. Nur Ælia', '\u738B\u5C0F\u660E', 'Rina 2'])(
    'gets the name %s',
    async (name) => {
      expect(await at.accounts.add({ name, role: 'clerk', secret: PIN }, 'test')).toMatchObject({ kind: 'changed' })
    },
  )

  it('never gets the name of another, also of one who left', async () => {
    await at.add('clerk', 'Rina Contoh')
    at.accounts.change({ name: 'Rina Contoh', role: 'clerk', active: false }, 'test')
    const again = await at.accounts.add({ name: 'RINA contoh', role: 'auditor', secret: PIN }, 'test')
    expect(again).toEqual({ kind: 'name-taken' })
  })

  it('who was disabled cannot sign in, and only the right PIN is told so', async () => {
    await at.add('clerk', 'Rina Contoh')
    at.accounts.change({ name: 'rina contoh', role: 'clerk', active: false }, 'test')
    expect(await at.accounts.checkSecret('Rina Contoh', PIN)).toEqual({ kind: 'disabled' })
    expect(await at.accounts.checkSecret('Rina Contoh', WRONG)).toEqual({ kind: 'wrong', triesLeft: 4 })
    expect(at.accounts.signInNames()).toEqual([])
    expect(at.journal.operators.all()).toEqual([{ name: 'Rina Contoh', role: 'clerk', active: false }])
  })

  it('who is nobody cannot be changed', async () => {
    const nobody = { name: 'Tono Contoh', role: 'clerk', active: true } as const
    expect(at.accounts.change(nobody, 'test')).toEqual({ kind: 'not-found' })
    expect(await at.accounts.resetSecret({ name: nobody.name, secret: PIN }, 'test')).toEqual({ kind: 'not-found' })
  })

  it('stands first on the sign-in screen after signing in, also after a restart', async () => {
    for (const name of ['Rina Contoh', 'Sari Contoh', 'Dewi Contoh']) await at.add('clerk', name)
    const caller = await at.signedIn('Sari Contoh')
    at.sessions.signOut(caller)
    at.place.clock.advance(1000)
    await at.signedIn('Dewi Contoh')
    at.place.clock.advance(90 * 60_000)
    at.restart()
    expect(at.accounts.signInNames().map(({ name }) => name)).toEqual(['Dewi Contoh', 'Sari Contoh', 'Rina Contoh'])
  })
})

describe('a new secret', () => {
  it('takes the place of the old one and ends a lock-out', async () => {
    await at.add('clerk', 'Rina Contoh')
    for (let count = 0; count < 5; count++) await at.accounts.checkSecret('Rina Contoh', WRONG)
    expect(await at.accounts.checkSecret('Rina Contoh', PIN)).toMatchObject({ kind: 'locked-out' })
    await at.accounts.resetSecret({ name: 'Rina Contoh', secret: '864209' }, 'Budi Contoh')
    expect(await at.accounts.checkSecret('Rina Contoh', PIN)).toEqual({ kind: 'wrong', triesLeft: 4 })
    expect(await at.accounts.checkSecret('Rina Contoh', '864209')).toMatchObject({ kind: 'right' })
  })

  it('does not stand in the journal, nor does what it is checked by; that it was set stands there', async () => {
    await at.add('clerk', 'Rina Contoh')
    const { db, entries } = connect(at.place.folder.journal, deriveKey(at.place.secrets, 'journal'))
    const stored = [...entries.from(1)]
    db.close()
    expect(stored.map(({ type }) => type)).toEqual(['device-enrolled', 'operator-added', 'operator-secret-set'])
    expect(JSON.stringify(stored) + JSON.stringify(at.trail())).not.toMatch(/246810|scrypt/)
  })

  it('outlives a rebuild of the tables that are derived from the entries', async () => {
    await at.add('clerk', 'Rina Contoh')
    at.journal.close()
    expect(rebuildJournal(at.place.folder, at.place.secrets)).toEqual({ kind: 'rebuilt', entries: 3 })
    expect(verifyJournal(at.place.folder, at.place.secrets).fault).toBeNull()
    at.restart()
    expect(await at.accounts.checkSecret('Rina Contoh', PIN)).toMatchObject({ kind: 'right' })
  })

  it('is of no use in the row of another', async () => {
    await at.add('clerk', 'Rina Contoh')
    await at.add('administrator', 'Budi Contoh', '864209')
    const { db } = connect(at.place.folder.journal, deriveKey(at.place.secrets, 'journal'))
    db.exec(
      `UPDATE operator_secrets SET verifier = (SELECT verifier FROM operator_secrets WHERE folded_name = 'rina contoh')`,
    )
    db.close()
    expect(await at.accounts.checkSecret('Budi Contoh', PIN)).toMatchObject({ kind: 'wrong' })
    expect(await at.accounts.checkSecret('Rina Contoh', PIN)).toMatchObject({ kind: 'right' })
  })
})

describe('the last administrator', () => {
  it('can be neither disabled nor given another role', async () => {
    await at.add('administrator', 'Budi Contoh')
    await at.add('clerk', 'Rina Contoh')
    const budi = { name: 'Budi Contoh', role: 'administrator', active: true } as const
    expect(at.accounts.change({ ...budi, active: false }, 'test')).toEqual({ kind: 'last-administrator' })
    expect(at.accounts.change({ ...budi, role: 'clerk' }, 'test')).toEqual({ kind: 'last-administrator' })
    await at.add('administrator', 'Sari Contoh')
    expect(at.accounts.change({ ...budi, role: 'clerk' }, 'test')).toMatchObject({ kind: 'changed' })
    const sari = { name: 'Sari Contoh', role: 'administrator', active: false } as const
    expect(at.accounts.change(sari, 'test')).toEqual({ kind: 'last-administrator' })
  })

  it('is still there when two administrators disable each other at two desks', async () => {
    await at.add('administrator', 'Budi Contoh')
    await at.add('administrator', 'Sari Contoh')
    const other = at.another()
    const results = [
      at.accounts.change({ name: 'Sari Contoh', role: 'administrator', active: false }, 'Budi Contoh'),
      other.accounts.change({ name: 'Budi Contoh', role: 'administrator', active: false }, 'Sari Contoh'),
    ]
    expect(results.map(({ kind }) => kind)).toEqual(['changed', 'last-administrator'])
  })
})

describe('rights of a role', () => {
  it('are those agreed until they are changed, and hold at once', async () => {
    await at.add('clerk', 'Rina Contoh')
    const caller = await at.signedIn('Rina Contoh')
    expect(caller.session()?.rights).toEqual(['view', 'enter'])
    const rights = ['correct', 'enter', 'view'] as const
    expect(at.another().accounts.setRights({ role: 'clerk', rights }, 'Budi Contoh')).toEqual({ kind: 'changed' })
    expect(caller.session()?.rights).toEqual(['view', 'enter', 'correct'])
  })

  it.each([
    ['auditor', ['audit', 'view', 'enter']],
    ['auditor', ['view']],
    ['administrator', ['view']],
    ['clerk', ['approve']],
    ['supervisor', ['audit']],
  ] as const)('cannot be what nobody may give or take (%s: %j)', (role, rights) => {
    expect(at.accounts.setRights({ role, rights }, 'test')).toEqual({ kind: 'not-grantable' })
    expect(at.journal.setting('rights')).toBeNull()
  })
})

describe('two administrators at once', () => {
  it('cannot give one name twice: the second hears that it is taken', async () => {
    const other = at.another()
    const add = { name: 'Rina Contoh', role: 'clerk', secret: PIN } as const
    const results = await Promise.all([
      at.accounts.add(add, 'Budi Contoh'),
      other.accounts.add({ ...add, role: 'administrator' }, 'Sari Contoh'),
    ])
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'name-taken'])
    expect(at.accounts.all()).toHaveLength(1)
  })
})

it('leaves a line for every change, with who did it, and none for what was refused or was so already', async () => {
  await at.accounts.add({ name: 'Budi Contoh', role: 'administrator', secret: PIN }, 'Budi Contoh')
  await at.accounts.add({ name: 'Budi Contoh', role: 'administrator', secret: PIN }, 'Budi Contoh')
  at.accounts.change({ name: 'Budi Contoh', role: 'clerk', active: true }, 'Budi Contoh')
  await at.accounts.resetSecret({ name: 'Budi Contoh', secret: '864209' }, 'Budi Contoh')
  at.accounts.setRights({ role: 'clerk', rights: ['view'] }, 'Budi Contoh')
  at.accounts.setRights({ role: 'clerk', rights: ['view'] }, 'Budi Contoh')
  at.accounts.change({ name: 'Budi Contoh', role: 'administrator', active: true }, 'Budi Contoh')
  expect(at.trail()).toEqual([
    {
      actor: 'Budi Contoh',
      action: 'configured',
      facts: { what: 'operator-added', operator: 'Budi Contoh', role: 'administrator' },
    },
    { actor: 'Budi Contoh', action: 'configured', facts: { what: 'operator-secret-set', operator: 'Budi Contoh' } },
    { actor: 'Budi Contoh', action: 'configured', facts: { what: 'rights-set', role: 'clerk', rights: ['view'] } },
  ])
})
