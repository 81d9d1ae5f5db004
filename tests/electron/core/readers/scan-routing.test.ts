import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadersEvent } from '../../../../shared/contract/readers.ts'
import {
  CHIP,
  NIK,
  PIN,
  reader,
  readersDesk,
  scan,
  SCANNER,
  settled,
  told,
  type Page,
  type ReadersDesk,
} from './readers-desk.ts'

const OTHER_NIK = '3275025403929912'

let desk: ReadersDesk
beforeEach(() => {
  desk = readersDesk()
  desk.shell.process('running')
  desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [reader()] })
})
afterEach(() => desk.close())

const scans = async (text = NIK, over: Parameters<typeof scan>[1] = {}) => {
  desk.shell.tells(scan(text, over))
  await settled()
}
const UNUSED = { kind: 'unused' }

describe('the events of the readers', () => {
  it('begin with how the readers are, and go on with each change', async () => {
    const page = desk.page()
    await page.listen()
    expect(page.heard).toMatchObject([
      { kind: 'info', info: { process: 'running', driver: 'hidraw', sound: true, readers: [{ id: SCANNER }] } },
    ])
    desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [reader({ state: 'no-permission' })] })
    await settled()
    desk.shell.process('restarting')
    await settled()
    expect(page.heard.slice(1)).toMatchObject([
      { info: { readers: [{ state: 'no-permission' }] } },
      { info: { process: 'restarting' } },
    ])
  })

  it('show a process that runs but has not looked yet as one that is on its way', () => {
    desk.shell.process('restarting')
    desk.shell.process('running')
    expect(desk.core.readers.info().process).toBe('restarting')
    desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [] })
    expect(desk.core.readers.info()).toMatchObject({ process: 'running', readers: [] })
  })

  it('tell a page that comes later nothing of what was scanned before', async () => {
    await desk.add('clerk')
    const page = desk.page()
    await page.client.session.signIn({ name: 'Contoh clerk', secret: PIN })
    await scans()
    await page.listen()
    expect(told(page)).toEqual([])
    expect(page.wire()).not.toContain(NIK)
  })
})

describe('a scan', () => {
  it('goes to the page where somebody works, with the reader by name and what it named the symbology', async () => {
    const clerk = await desk.worker('clerk')
    await scans(NIK, { aim: ']C1' })
    expect(clerk.wire()).toContain(NIK)
    expect(told(clerk)).toEqual([
      {
        kind: 'scan',
        reader: SCANNER,
        readerName: 'Pemindai Contoh',
        role: 'desk',
        source: 'hid',
        text: NIK,
        aim: ']C1',
      },
    ])
  })

  it('goes to the one page that was used last, and no other hears anything of it', async () => {
    const first = await desk.worker('clerk', 'Rina Contoh')
    const second = await desk.worker('supervisor', 'Sari Contoh')
    await scans()
    expect([told(first), told(second)]).toMatchObject([[], [{ kind: 'scan', text: NIK }]])
    await first.client.session.touch()
    await scans(OTHER_NIK)
    expect([told(first), told(second).length]).toMatchObject([[{ kind: 'scan', text: OTHER_NIK }], 1])
    expect(first.wire()).not.toContain(NIK)
    expect(second.wire()).not.toContain(OTHER_NIK)
  })

  it('goes to the page before when the one used last was locked, and to none when that one has gone', async () => {
    const first = await desk.worker('clerk', 'Rina Contoh')
    const second = await desk.worker('clerk', 'Tono Contoh')
    await second.client.session.lock()
    await scans()
    expect([told(first), told(second)]).toMatchObject([[{ kind: 'scan' }], []])
    first.close()
    await settled()
    await scans(OTHER_NIK)
    expect(told(second)).toEqual([UNUSED])
    expect(second.wire()).not.toContain(OTHER_NIK)
  })

  it('comes once to a page that has opened its stream twice', async () => {
    const clerk = await desk.worker('clerk')
    await clerk.listen()
    await scans()
    expect(told(clerk)).toHaveLength(1)
  })

  it.each(['finance', 'auditor'] as const)('reaches whoever may view: %s', async (role) => {
    const page = await desk.worker(role)
    await scans()
    expect(told(page)).toMatchObject([{ kind: 'scan', text: NIK }])
  })

  it('is for nobody where only an administrator has signed in, who sees no patients', async () => {
    const page = await desk.worker('administrator')
    await scans()
    expect(told(page)).toEqual([UNUSED])
    expect(page.wire()).not.toContain(NIK)
  })

  it('of a reader that serves a kiosk reaches no desk, nor does what it rejected', async () => {
    const clerk = await desk.worker('clerk')
    await scans(NIK, { role: 'kiosk' })
    desk.shell.tells({ kind: 'rejected', reader: SCANNER, role: 'kiosk', why: 'truncated' })
    await settled()
    expect(told(clerk)).toEqual([])
  })

  it('of a keyboard that Electron has kept from the page goes the same way', async () => {
    const clerk = await desk.worker('clerk')
    desk.shell.wedge(NIK)
    await settled()
    expect(told(clerk)).toMatchObject([{ kind: 'scan', reader: null, source: 'wedge', role: 'desk', text: NIK }])
    await clerk.client.session.lock()
    desk.shell.wedge(OTHER_NIK)
    await settled()
    expect(told(clerk).slice(1)).toEqual([UNUSED])
    expect(clerk.wire()).not.toContain(OTHER_NIK)
  })

  it('that was damaged is said where somebody works', async () => {
    const clerk = await desk.worker('clerk')
    const locked = await desk.worker('clerk', 'Tono Contoh')
    await locked.client.session.lock()
    desk.shell.tells({ kind: 'rejected', reader: SCANNER, role: 'desk', why: 'malformed' })
    await settled()
    expect([told(clerk), told(locked)]).toMatchObject([[{ kind: 'rejected', why: 'malformed' }], []])
  })

  it('is not undone by reports and errors, of which a desk hears nothing', async () => {
    const clerk = await desk.worker('clerk')
    desk.shell.tells({ kind: 'report', reader: SCANNER, bytes: '02aabb' })
    desk.shell.tells({ kind: 'opened', reader: CHIP })
    desk.shell.tells({ kind: 'error', reader: null, why: 'enumeration' })
    await scans()
    expect(told(clerk)).toHaveLength(1)
  })
})

describe('what a page hears where nobody may work', () => {
  /** Frames may also be bytes. */
  const heardBy = (page: Page) => ({
    last: told(page).at(-1),
    hasNumber: page.wire().includes(NIK) || page.wire().includes(Buffer.from(NIK).toString('base64').slice(0, 12)),
  })
  const NOTHING = { last: UNUSED, hasNumber: false }

  it('is nothing when nobody has ever signed in', async () => {
    const page = desk.page()
    await page.listen()
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing once it was locked, and the text again once it is unlocked', async () => {
    const page = await desk.worker('clerk')
    await page.client.session.lock()
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
    await page.client.session.signIn({ name: 'Contoh clerk', secret: PIN })
    await scans(OTHER_NIK)
    expect(told(page).at(-1)).toMatchObject({ kind: 'scan', text: OTHER_NIK })
    expect(page.wire()).not.toContain(NIK)
  })

  it('is nothing once the operator has signed out', async () => {
    const page = await desk.worker('clerk')
    await page.client.session.signOut()
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing once the operator was disabled by somebody else', async () => {
    const page = await desk.worker('clerk')
    await desk.add('administrator')
    desk.core.accounts.change({ ...desk.core.accounts.get('Contoh clerk')!, active: false }, 'Contoh administrator')
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing once the role has lost the right to see patients', async () => {
    const page = await desk.worker('auditor')
    desk.core.accounts.setRights({ role: 'auditor', rights: ['audit'] }, 'test')
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing once nobody touched anything for too long, though no sweep has come yet', async () => {
    const page = await desk.worker('clerk')
    desk.uptime.ms += 24 * 3_600_000
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing after another operator could not sign in', async () => {
    const page = await desk.worker('clerk')
    await page.client.session.lock()
    await page.client.session.signIn({ name: 'Contoh clerk', secret: '000000' })
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })

  it('is nothing until a page that lost its connection has resumed, and then only what is new', async () => {
    await desk.add('clerk')
    const before = desk.page()
    const signedIn = await before.client.session.signIn({ name: 'Contoh clerk', secret: PIN })
    if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind)
    before.close()
    const page = desk.page()
    await page.listen()
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
    await page.client.session.resume({ token: signedIn.token })
    await scans(OTHER_NIK)
    expect(told(page).at(-1)).toMatchObject({ kind: 'scan', text: OTHER_NIK })
    expect(page.wire()).not.toContain(NIK)
  })

  it('is nothing when a token is brought that has ended', async () => {
    await desk.add('clerk')
    const before = desk.page()
    const signedIn = await before.client.session.signIn({ name: 'Contoh clerk', secret: PIN })
    if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind)
    await before.client.session.signOut()
    const page = desk.page()
    await page.listen()
    expect(await page.client.session.resume({ token: signedIn.token })).toEqual({ kind: 'ended' })
    await scans()
    expect(heardBy(page)).toEqual(NOTHING)
  })
})

describe('a scan that is on its way', () => {
  const listening = (page: { caller: Parameters<ReadersDesk['core']['readers']['events']>[0] }) => {
    const end = new AbortController()
    return { events: desk.core.readers.events(page.caller, end.signal), end }
  }

  it.each([
    ['locked', (page: Awaited<ReturnType<ReadersDesk['worker']>>) => desk.core.sessions.lock(page.caller)],
    ['signed out', (page: Awaited<ReturnType<ReadersDesk['worker']>>) => desk.core.sessions.signOut(page.caller)],
  ])('does not leave when the session was %s meanwhile', async (_how, ends) => {
    const page = await desk.worker('clerk')
    desk.shell.tells(scan(NIK))
    ends(page)
    await settled()
    expect(told(page)).toEqual([UNUSED])
    expect(page.wire()).not.toContain(NIK)
  })

  it('does not leave when somebody else has signed in there meanwhile', async () => {
    const page = await desk.worker('clerk', 'Rina Contoh')
    await desk.add('clerk', 'Tono Contoh')
    const { events } = listening(page)
    await events.next()
    desk.shell.tells(scan(NIK))
    await desk.core.sessions.signIn(page.caller, 'Tono Contoh', PIN)
    expect((await events.next()).value).toEqual(UNUSED)
  })

  it('does not wait for a page that does not read: an old card is let go, and no more than a few are kept', async () => {
    const page = await desk.worker('clerk')
    const { events, end } = listening(page)
    await events.next()
    for (let n = 0; n < 5_000; n += 1) {
      desk.shell.tells(scan(`KARTU${n}`))
      desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [reader()] })
    }
    const read: ReadersEvent[] = []
    const one = async () => read.push((await events.next()).value!)
    await one()
    for (let n = 0; n < 8; n += 1) await one()
    desk.uptime.ms += 5_000
    for (let n = 0; n < 8; n += 1) await one()
    expect(read.map(({ kind }) => kind)).toEqual([
      'info',
      ...Array.from({ length: 8 }, () => 'scan'),
      ...Array.from({ length: 8 }, () => 'unused'),
    ])
    expect(read[1]).toMatchObject({ text: 'KARTU4984' })
    end.abort()
    expect((await events.next()).done).toBe(true)
  })
})
