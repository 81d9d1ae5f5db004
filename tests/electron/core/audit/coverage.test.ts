import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signingKey } from '../../../../electron/core/keys/keystore.ts'
import { claimOf } from '../../../../electron/core/letters/check-letter.ts'
import { signClaim } from '../../../../electron/core/letters/letter-signature.ts'
import { admissionsRoutes } from '../../../../electron/core/routes/admissions.ts'
import { auditRoutes } from '../../../../electron/core/routes/audit.ts'
import { lettersRoutes } from '../../../../electron/core/routes/letters.ts'
import { createDeskEvents } from '../../../../electron/core/server/desk-events.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { DEFAULT_RIGHTS, type Role } from '../../../../shared/domain/operator.ts'
import {
  admitInput,
  deskPlace,
  familyKk,
  people,
  question,
  rina,
  TODAY,
  type DeskPlace,
} from '../../../support/desk-core.ts'
import { rowsLeft, secretsOf, trailOf } from '../../../support/trail.ts'

let place: DeskPlace
beforeEach(async () => {
  place = await deskPlace()
})
afterEach(() => place.remove())

/** The routes as an operator of this role gets them. */
function callsOf(role: Role, name = `${role} contoh`) {
  const deps = {
    core: place.core,
    events: createDeskEvents(),
    shell: { order: { shell: 'browser', version: '0.0.0-test' }, restart: () => undefined },
  } as const
  const session = { name, role, rights: [...DEFAULT_RIGHTS[role]] }
  const context = { caller: { session: () => session, lockedBy: () => null } }
  const router = { admissions: admissionsRoutes(deps), letters: lettersRoutes(deps), audit: auditRoutes(deps) }
  return createRouterClient(router, { context })
}

function admitted(nik = people.ahmad) {
  const result = place.core.desk.admit(admitInput(nik), rina.name)
  if (result.kind !== 'admitted') throw new Error(result.kind)
  return result.admission
}

const actionsOf = async (work: () => unknown) => (await rowsLeft(place.core, work)).map(({ action }) => action)
const period = (text = '') => ({ from: TODAY, to: TODAY, text })

describe('a view', () => {
  it('of one admission is a line about its patient, once in a minute for each operator', async () => {
    const { id } = admitted()
    const clerk = callsOf('clerk')
    const rows = await rowsLeft(place.core, async () => {
      for (let turn = 0; turn < 3; turn += 1) await clerk.admissions.get({ admissionId: id })
      await callsOf('finance').admissions.get({ admissionId: id })
    })
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['admission-viewed', 'clerk contoh'],
      ['admission-viewed', 'finance contoh'],
    ])
    const subject = place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad })
    expect(rows.every((row) => row.subject === subject)).toBe(true)
  })

  it('of the list is one line with how many were shown; the same list again in that minute is none', async () => {
    admitted()
    admitted(people.siti)
    const clerk = callsOf('clerk')
    const rows = await rowsLeft(place.core, async () => {
      for (let turn = 0; turn < 3; turn += 1) await clerk.admissions.list(period())
      await clerk.admissions.list({ ...period(), to: '2026-11-22' as IsoDate })
    })
    expect(rows).toMatchObject([
      {
        action: 'admissions-listed',
        subject: null,
        facts: { from: TODAY, to: TODAY, shown: 2, total: 2, filtered: false },
      },
      { action: 'admissions-listed', facts: { to: '2026-11-22' } },
    ])
  })

  it('of a list that a text narrowed to a few is also a line about each of them, and never has the text', async () => {
    admitted()
    const clerk = callsOf('clerk')
    const rows = await rowsLeft(place.core, async () => {
      await clerk.admissions.list(period('ahmad'))
      await clerk.admissions.list(period(people.ahmad))
    })
    const subject = place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad })
    expect(rows.map((row) => [row.action, row.subject])).toEqual([
      ['admissions-listed', null],
      ['admissions-listed', subject],
      ['admissions-listed', null],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/ahmad|3275/i)
  })

  it('of a masked list is a line that says so, and about nobody', async () => {
    admitted()
    const rows = await rowsLeft(place.core, () => callsOf('auditor').admissions.list(period('000001')))
    expect(rows).toMatchObject([
      { action: 'admissions-listed', subject: null, facts: { masked: true, filtered: true } },
    ])
  })

  it('of what is provisional is a line', async () => {
    expect(await actionsOf(() => callsOf('clerk').admissions.provisional())).toEqual(['admissions-listed'])
  })
})

describe('a letter', () => {
  it('that is checked is a line about its patient, also where it was scanned at the desk', async () => {
    const text = signClaim(claimOf(admitted(), false), signingKey(secretsOf(place.core)))
    const rows = await rowsLeft(place.core, async () => {
      await callsOf('clerk').letters.verify({ text })
      place.core.desk.check({ text, source: 'wedge', question: {} }, rina.name)
    })
    const subject = place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad })
    const facts = { code: 'genuine' }
    expect(rows).toMatchObject([
      { action: 'letter-verified', actor: 'clerk contoh', subject, facts },
      { action: 'letter-verified', actor: rina.name, subject, facts },
    ])
  })

  it('that is printed and an advice sheet are lines about the patient', async () => {
    const { id } = admitted()
    const clerk = callsOf('clerk')
    const asked = { nik: people.jknActive, text: '', question: question(), language: 'id' } as const
    const rows = await rowsLeft(place.core, async () => {
      await clerk.letters.print({ admissionId: id })
      await clerk.letters.printAdvice(asked)
    })
    expect(rows.map(({ action }) => action)).toEqual(['letter-printed', 'look-up', 'advice-printed'])
    expect(rows[0]?.subject).toBe(place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad }))
    expect(rows[2]?.subject).toBe(place.core.journal.subjectHash({ kind: 'nik', value: people.jknActive }))
  })
})

it('an export, an import and a changed setting are lines', async () => {
  expect(
    await actionsOf(() => callsOf('finance').admissions.export({ from: TODAY, to: TODAY, format: 'csv' })),
  ).toEqual(['export'])
  // Those of the folder's founding: hospital, desk, roster.
  expect(trailOf(place.core).map(({ action, actor }) => [action, actor])).toEqual(
    expect.arrayContaining([
      ['configured', 'test'],
      ['roster-import', 'Sari Contoh'],
    ]),
  )
})

it('a card that a reader read is a line about its patient with how it was read, and so is the admission', async () => {
  const rows = await rowsLeft(place.core, () => {
    place.core.desk.check({ text: people.ahmad, source: 'hid', aim: ']C1', question: {} }, rina.name)
    place.core.desk.admit(admitInput(people.ahmad, { source: 'hid' }), rina.name)
  })
  const subject = place.core.journal.subjectHash({ kind: 'nik', value: people.ahmad })
  expect(rows).toMatchObject([
    { action: 'look-up', subject, facts: { source: 'hid' } },
    { action: 'admitted', subject },
  ])
})

it('settings of the readers are a line, and so is the beginning of a trial', async () => {
  const { readers, sessions, accounts } = place.core
  await accounts.add({ name: 'Budi Contoh', role: 'administrator', secret: '246810' }, 'test')
  const caller = sessions.newCaller()
  await sessions.signIn(caller, 'Budi Contoh', '246810')
  const rows = await rowsLeft(place.core, async () => {
    readers.setSound(false, 'Budi Contoh')
    const end = new AbortController()
    const first = readers.test(caller, end.signal).next()
    end.abort()
    await first
  })
  expect(rows).toMatchObject([
    { action: 'configured', actor: 'Budi Contoh', facts: { what: 'readers-set' } },
    { action: 'readers-tested', actor: 'Budi Contoh', subject: null },
  ])
})

it('a newborn is dealt with under the mother, a stranger under nobody', async () => {
  const baby = {
    kind: 'newborn',
    motherNik: people.siti,
    name: 'Bayi Contoh',
    sex: 'L',
    birthDate: TODAY,
    birthOrder: 1,
  } as const
  const stranger = { kind: 'unidentified', name: 'Tuan X', nik: null, sex: 'L' } as const
  const mother = place.core.journal.subjectHash({ kind: 'nik', value: people.siti })
  const rows = await rowsLeft(place.core, () => {
    place.core.desk.admit(admitInput(people.siti, { patient: baby }), rina.name)
    place.core.desk.admit(admitInput(people.siti, { patient: stranger, text: '', basis: 'provisional' }), rina.name)
  })
  expect(rows).toMatchObject([
    { action: 'admitted', subject: mother },
    { action: 'admitted', subject: null },
  ])
})

describe('the routes of the trail', () => {
  it('answer an auditor and hand over a file whose sum stands in the trail', async () => {
    place.core.desk.check({ text: familyKk, source: 'wedge', question: {} }, rina.name)
    const { audit } = callsOf('auditor', 'Agus Contoh')
    const filter = { from: null, to: null, actor: rina.name, action: null, subject: null }
    const { lines, total } = await audit.list({ filter, before: null, limit: 3 })
    expect([lines.length, total]).toEqual([3, 6])
    const { fileName, rows, sha256, contentBase64 } = await audit.export({ filter, format: 'csv' })
    expect([fileName, rows]).toEqual(['jejak-audit-3275999-A1-awal-akhir.csv', 6])
    expect(contentBase64.length).toBeGreaterThan(100)
    expect(trailOf(place.core).at(-1)).toMatchObject({ actor: 'Agus Contoh', facts: { sha256 } })
    const asked = await audit.subjectOf({ key: familyKk, reason: 'pemeriksaan rutin' })
    if (asked.kind !== 'subject') throw new Error(asked.kind)
    expect(await audit.resolve({ subject: asked.subject, reason: 'pemeriksaan rutin' })).toEqual({
      kind: 'family',
      key: familyKk,
    })
    expect(await audit.verify()).toMatchObject({ fault: null, checkedAt: '2026-11-21T01:00:00.000Z' })
  })
})
