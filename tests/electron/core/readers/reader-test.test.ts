import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestEvent } from '../../../../shared/contract/readers.ts'
import { ReaderEvent } from '../../../../shared/domain/reader.ts'
import { rowsLeft } from '../../../support/trail.ts'
import {
  CHIP,
  keep,
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

let desk: ReadersDesk
let technician: Page
beforeEach(async () => {
  desk = readersDesk()
  desk.shell.process('running')
  desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [reader()] })
  technician = await desk.worker('administrator')
  desk.shell.sent.length = 0
})
afterEach(() => desk.close())

/** "Scan anything" on this page; `over` settles when the stream has ended. */
async function testing(page = technician) {
  const heard: TestEvent[] = []
  const end = new AbortController()
  const over = keep(await page.client.readers.test(undefined, { signal: end.signal }), heard)
  await settled()
  return { heard, over, end }
}

const scans = async (text = NIK) => {
  desk.shell.tells(scan(text))
  await settled()
}
const SHOW = { kind: 'show-reports', on: true }
const HIDE = { kind: 'show-reports', on: false }

describe('scanning anything', () => {
  it('shows the bytes as they came and the meaning masked, and a desk hears only that a scan did not come to it', async () => {
    const clerk = await desk.worker('clerk')
    const { heard, end } = await testing()
    desk.shell.tells({ kind: 'report', reader: SCANNER, bytes: '02abcd' })
    desk.uptime.ms += 7
    await scans()
    expect(heard).toEqual([
      {
        kind: 'event',
        readerName: 'Pemindai Contoh',
        event: { kind: 'report', reader: SCANNER, bytes: '02abcd' },
      },
      {
        kind: 'meaning',
        reader: SCANNER,
        readerName: 'Pemindai Contoh',
        text: '3275**********01',
        aim: null,
        uid: null,
        reading: {
          kind: 'keys',
          keys: [
            { kind: 'nik', value: '3275**********01' },
            { kind: 'kk', value: '3275**********01' },
          ],
          nik: { ok: true },
          productBarcode: false,
        },
        reports: 1,
        msSinceReport: 7,
      },
    ])
    expect(told(clerk)).toEqual([{ kind: 'unused' }])
    expect(technician.wire() + clerk.wire()).not.toContain(NIK)
    expect(desk.shell.sent).toEqual([SHOW])
    end.abort()
    await settled()
    expect(desk.shell.sent).toEqual([SHOW, HIDE])
    await scans()
    expect(told(clerk).slice(1)).toMatchObject([{ kind: 'scan', text: NIK }])
  })

  it('takes no scan from a desk silently, of whatever reader; its own page and a locked one hear nothing of that', async () => {
    const clerk = await desk.worker('clerk', 'Rina Contoh')
    const other = await desk.worker('supervisor', 'Sari Contoh')
    const locked = await desk.worker('clerk', 'Tono Contoh')
    await locked.client.session.lock()
    await testing()
    await scans()
    desk.shell.wedge(NIK)
    desk.shell.tells({ kind: 'report', reader: SCANNER, bytes: '02abcd' })
    desk.shell.tells(scan(NIK, { role: 'kiosk' }))
    await settled()
    const twice = [{ kind: 'unused' }, { kind: 'unused' }]
    expect([clerk, other, locked, technician].map(told)).toEqual([twice, twice, [], []])
  })

  it('shows what is no number masked too: a QR code may carry a name', async () => {
    const { heard } = await testing()
    await scans('{"nama":"SITI CONTOH","kk":"12"}')
    expect(heard).toMatchObject([{ text: '{"na**":"**** ******","**":"**"}', reading: { kind: 'unreadable' } }])
    expect(technician.wire()).not.toMatch(/SITI|CONTOH/)
  })

  it('shows how a chip came by its first and last byte, from which the order can be told', async () => {
    const { heard } = await testing()
    const uid = { value: null, raw: '2864434397', form: 'decimal' } as const
    const event = { kind: 'scan', reader: CHIP, role: 'desk', text: '2864434397', aim: null, uid, reports: 4 }
    desk.shell.tells(ReaderEvent.parse(event))
    await settled()
    expect(heard).toMatchObject([{ uid: { value: null, raw: '28******97', form: 'decimal' }, reports: 4 }])
  })

  it('also shows a kiosk’s reader, what was rejected, and keys that Electron kept from the page', async () => {
    const { heard } = await testing()
    desk.shell.tells(scan(NIK, { role: 'kiosk' }))
    desk.shell.tells({ kind: 'rejected', reader: SCANNER, role: 'desk', why: 'malformed' })
    desk.shell.wedge(NIK)
    desk.shell.tornWedge()
    await settled()
    expect(heard).toMatchObject([
      { kind: 'meaning', reader: SCANNER },
      { kind: 'event', event: { kind: 'rejected', why: 'malformed' } },
      { kind: 'meaning', reader: null, text: '3275**********01', reports: 0 },
      { kind: 'event', readerName: '', event: { kind: 'rejected', why: 'incomplete' } },
    ])
  })

  it('leaves a line in the trail when it begins', async () => {
    const rows = await rowsLeft(desk.core, () => testing())
    expect(rows).toMatchObject([{ action: 'readers-tested', actor: 'Contoh administrator', subject: null }])
  })

  it('asks a readers process that started anew for the bytes again', async () => {
    await testing()
    desk.shell.process('restarting')
    desk.shell.process('running')
    expect(desk.shell.sent.slice(1)).toMatchObject([{ kind: 'configure' }, SHOW])
  })

  it('is for whoever may configure alone', async () => {
    const clerk = await desk.worker('clerk')
    await expect(clerk.client.readers.test()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(desk.page().client.readers.test()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(desk.shell.sent).toEqual([])
  })

  it('belongs to the page that asked last: the one before ends', async () => {
    const first = await testing()
    const other = await desk.worker('administrator', 'Budi Contoh')
    const second = await testing(other)
    await first.over
    await scans()
    expect([first.heard, second.heard.length]).toEqual([[], 1])
    expect(desk.shell.sent).toEqual([SHOW, SHOW])
    second.end.abort()
    await settled()
    expect(desk.shell.sent).toEqual([SHOW, SHOW, HIDE])
  })

  it('ends with the page', async () => {
    await testing()
    technician.close()
    await settled()
    expect(desk.shell.sent).toEqual([SHOW, HIDE])
  })

  it.each([
    ['locked', () => desk.core.sessions.lock(technician.caller)],
    ['signed out', () => desk.core.sessions.signOut(technician.caller)],
    ['idle', () => void (desk.uptime.ms += 24 * 3_600_000)],
  ])('ends by itself for a session that was %s, which gets nothing more', async (_how, ends) => {
    const { heard, over } = await testing()
    desk.shell.tells(scan(NIK))
    desk.shell.tells({ kind: 'report', reader: SCANNER, bytes: '02abcd' })
    ends()
    await over
    expect(heard).toEqual([])
    expect(desk.shell.sent).toEqual([SHOW, HIDE])
    await scans()
    expect(told(technician).at(-1)).toEqual({ kind: 'unused' })
  })

  it('ends for an operator who was disabled, and for another one on the same page', async () => {
    const disabled = await testing()
    const other = await desk.worker('administrator', 'Budi Contoh')
    desk.core.accounts.change({ ...desk.core.accounts.get('Contoh administrator')!, active: false }, 'Budi Contoh')
    await disabled.over
    const replaced = await testing(other)
    await other.client.session.signOut()
    await desk.add('administrator', 'Sri Contoh')
    await other.client.session.signIn({ name: 'Sri Contoh', secret: PIN })
    await replaced.over
    expect(desk.shell.sent).toEqual([SHOW, HIDE, SHOW, HIDE])
  })

  it('keeps no more than a burst for a page that does not read', async () => {
    const end = new AbortController()
    const events = desk.core.readers.test(technician.caller, end.signal)
    const first = events.next()
    for (let n = 0; n < 5_000; n += 1)
      desk.shell.tells({ kind: 'report', reader: SCANNER, bytes: n.toString(16).padStart(4, '0') })
    await first
    let read = 1
    for (;;) {
      const next = await Promise.race([events.next(), settled().then(() => null)])
      if (next === null) break
      read += 1
    }
    expect(read).toBeLessThanOrEqual(513)
    end.abort()
  })
})
