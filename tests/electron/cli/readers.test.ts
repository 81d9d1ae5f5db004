import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loketWith } from '../../support/cli.ts'
import { handScanner } from '../../support/fake-readers.ts'
import { loketReaders, READER_ID } from '../../support/loket-readers.ts'

const NIK = '3275021508909901'
const SECRET = '482915'

const at = loketReaders()
const { data, realDesk, run, setUp, watching } = at

describe('loket readers list', () => {
  it('says device, role, state and driver of what is plugged in, without a data folder', async () => {
    await at.readers.plug(handScanner)
    const { code, out, err } = await run(['list', '--json'])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      driver: 'hidraw',
      settings: 'defaults',
      readers: [
        {
          id: READER_ID,
          device: '05e0:1300',
          manufacturer: 'Contoh',
          product: 'Pemindai Genggam',
          name: '',
          kind: 'scanner',
          role: 'desk',
          form: 'hid-pos',
          state: 'reading',
        },
      ],
    })
  })

  it('has the names and roles of the desk, asks for no PIN, and knows what is not plugged in', async () => {
    await realDesk()
    setUp({ role: 'kiosk' })
    const absent = JSON.parse((await run(['list', '--json'])).out)
    expect(absent).toMatchObject({
      settings: 'desk',
      readers: [{ name: 'Pemindai depan', role: 'kiosk', state: 'absent' }],
    })
    await at.readers.plug(handScanner)
    const { out } = await run(['list'])
    expect(out).toMatch(/^DEVICE +NAME +ROLE +STATE +DRIVER +ID$/m)
    expect(out).toMatch(/^05e0:1300 +Pemindai depan +kiosk +reading +hidraw +05e0:1300:S9901:i0:8c\/2$/m)
  })

  it('says what to do about a reader that the system does not let this user read', async () => {
    await at.readers.plug(handScanner)
    await at.readers.answerOpen(handScanner.path, 'no-permission')
    const { out } = await run(['list'])
    expect(out).toMatch(/no-permission/)
    expect(out).toContain('sudo npx loket readers udev')
  })

  it('says that there is none', async () => {
    const { code, out } = await run(['list'])
    expect(code).toBe(0)
    expect(out).toBe('No card reader is plugged in (driver hidraw).\n')
  })

  it('goes on with the defaults where the desk cannot be opened, and says so', async () => {
    await realDesk()
    rmSync(join(data(), 'keys'), { recursive: true })
    await at.readers.plug(handScanner)
    const { code, out, err } = await run(['list', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ settings: 'defaults', readers: [{ state: 'reading' }] })
    expect(err).toContain('these are the defaults')
  })
})

describe('loket readers watch', () => {
  it('keeps a code with line ends and signs that turn a line around in one line of plain letters', async () => {
    await at.readers.plug(handScanner)
    const watch = watching(['--raw'])
    await watch.next()
    await watch.next()
    await at.readers.scan(handScanner.path, Buffer.from('A1\n00:00:00  closed\u202Eb2').toString('latin1'))
    expect(await watch.next()).toContain('  report  ')
    expect(await watch.next()).toContain('  A1<A>00:00:00  closed<202E>b2  ')
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('tells one line for each thing that happens, and no number', async () => {
    await at.readers.plug(handScanner)
    const watch = watching(['--json'])
    expect(await watch.event()).toMatchObject({ event: 'listening', driver: 'hidraw', readers: 1, masked: true })
    expect(await watch.event()).toMatchObject({ event: 'opened', reader: READER_ID, name: 'Pemindai Genggam' })
    await at.readers.scan(handScanner.path, NIK, ']Q1')
    const scan = await watch.event()
    expect(scan).toMatchObject({
      event: 'scan',
      reader: READER_ID,
      role: 'desk',
      text: '3275**********01',
      aim: ']Q1',
      uid: null,
      reports: 1,
      meaning: { kind: 'keys', keys: [{ kind: 'nik' }, { kind: 'kk' }], nik: { ok: true } },
    })
    expect(JSON.stringify(scan)).not.toContain(NIK.slice(4, 14))
    expect(String(scan['at'])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    await at.readers.report(handScanner.path, Uint8Array.from([2, 60, 93, 69, 48]))
    expect(await watch.event()).toMatchObject({ event: 'rejected', reader: READER_ID, why: 'truncated' })
    await at.readers.unplug(handScanner.path)
    expect(await watch.event()).toMatchObject({ event: 'closed', reader: READER_ID, why: 'unplugged' })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('waits for a reader where there is none, and says so', async () => {
    const watch = watching(['--json'])
    expect(await watch.event()).toMatchObject({ event: 'listening', readers: 0 })
    await expect.poll(watch.err).toContain('plug one in')
    await at.readers.plug(handScanner)
    expect(await watch.event()).toMatchObject({ event: 'opened', reader: READER_ID })
    expect(await watch.ended('SIGTERM')).toBe(0)
  })

  it('tells that the process was started again, and reads on', async () => {
    await at.readers.plug(handScanner)
    const watch = watching(['--json'])
    expect((await watch.event()).event).toBe('listening')
    expect((await watch.event()).event).toBe('opened')
    await at.readers.crash()
    const after = [await watch.event(), await watch.event()].map(({ event }) => event)
    expect(after.toSorted()).toEqual(['opened', 'restarted'])
    await at.readers.scan(handScanner.path, 'INI BUKAN KARTU')
    expect(await watch.event()).toMatchObject({
      event: 'scan',
      text: 'INI ***** ***TU',
      meaning: { kind: 'unreadable' },
    })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('shows reports and numbers when they are asked for where there is no desk', async () => {
    await at.readers.plug(handScanner)
    const watch = watching(['--json', '--raw'])
    expect(await watch.event()).toMatchObject({ event: 'listening', masked: false })
    expect((await watch.event()).event).toBe('opened')
    await at.readers.scan(handScanner.path, NIK)
    const report = await watch.event()
    expect(report).toMatchObject({ event: 'report', reader: READER_ID })
    expect(Buffer.from(String(report['bytes']), 'hex').toString('latin1')).toContain(NIK)
    expect(await watch.event()).toMatchObject({ text: NIK, meaning: { keys: [{ value: NIK }, { value: NIK }] } })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it(
    'shows numbers of a desk with operators only to one who may configure it, and writes that down',
    { timeout: 180_000 },
    async () => {
      await realDesk()
      const added = (name: string, role: string) =>
        loketWith({ LOKET_NEW_PIN: SECRET }, data(), 'operator', 'add', name, '--role', role)
      expect((await added('Budi Contoh', 'administrator')).code).toBe(0)
      expect((await added('Rina Contoh', 'clerk')).code).toBe(0)
      expect((await added('Wati Contoh', 'auditor')).code).toBe(0)
      await at.readers.plug(handScanner)

      const nobody = await run(['watch', '--raw'])
      expect(nobody.code).toBe(1)
      expect(nobody.err).toContain('--operator')
      const clerk = await run(['watch', '--raw', '--operator', 'Rina Contoh'], { LOKET_PIN: SECRET })
      expect(clerk.code).toBe(1)
      expect(clerk.err).toContain('"configure"')
      const watch = watching(['--json', '--raw', '--operator', 'Budi Contoh'], { LOKET_PIN: SECRET })
      expect((await watch.event()).event).toBe('listening')
      expect(await watch.ended('SIGINT')).toBe(0)
      const auditor = { LOKET_OPERATOR: 'Wati Contoh', LOKET_PIN: SECRET }
      const trail = await loketWith(auditor, data(), 'audit', 'export', '--format', 'csv')
      expect(trail.out).toMatch(/Budi Contoh.*readers-tested/)
      expect(await watching(['--json']).event()).toMatchObject({ masked: true })
    },
  )

  it('ends well when nobody reads its lines any more', async () => {
    await at.readers.plug(handScanner)
    const watch = watching(['--raw'])
    expect(await watch.next()).toMatch(/^\d\d:\d\d:\d\d {2}listening {2}1 plugged in/)
    // Before this line it could already end at it, and then no process would be there to take the scan.
    expect(await watch.next()).toContain('  opened  ')
    const closed = once(watch.child, 'close')
    watch.child.stdout?.destroy()
    // Two lines: the report and what it says.
    await at.readers.scan(handScanner.path, NIK)
    expect(await closed).toEqual([0, null])
  })
})
