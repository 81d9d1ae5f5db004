import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCore, type Core } from '../../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../../electron/core/source-workers.ts'
import type { ReaderSettings } from '../../../shared/domain/reader.ts'
import { loket as realLoket, loketWith } from '../../support/cli.ts'
import { fakeReaders, handScanner, type FakeReaders } from '../../support/fake-readers.ts'
import { testHospital } from '../../support/journal.ts'

const COMMAND = join(import.meta.dirname, '..', '..', 'support', 'loket-process.ts')
const NIK = '3275021508909901'
const ID = '05e0:1300:S9901:i0:8c/2'
const SECRET = '482915'

let root: string
let readers: FakeReaders
const running: ChildProcess[] = []

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-readers-'))
  readers = await fakeReaders()
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await readers.stop()
  rmSync(root, { recursive: true, force: true })
})

const data = () => join(root, 'data')

function start(env: Record<string, string>, words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [COMMAND, '--data', data(), 'readers', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...readers.env, ...env },
  })
  running.push(child)
  return child
}

async function run(words: readonly string[], env: Record<string, string> = {}) {
  const child = start(env, words)
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const chunks: string[] = []
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
    return chunks
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: out?.join('') ?? '', err: err?.join('') ?? '' }
}

type Line = Record<string, unknown> & { event: string }

/** A watch that runs: `next` gives its lines one by one. */
function watching(words: readonly string[], env: Record<string, string> = {}) {
  const child = start(env, ['watch', ...words])
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  if (child.stdout === null) throw new Error('no output')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  return {
    child,
    err: () => err,
    next,
    event: async () => JSON.parse(await next()) as Line,
    ended: async (signal: NodeJS.Signals) => {
      const closed = once(child, 'close')
      child.kill(signal)
      const [code] = (await closed) as [number | null]
      return code
    },
  }
}

function withDesk<T>(work: (core: Core) => T): T {
  const core = openCore({
    dataFolder: data(),
    version: 'test',
    demo: false,
    workers: SOURCE_WORKERS,
    actor: 'test',
    deliver: async (pdf, fileName) => ({ kind: 'page', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }),
  })
  try {
    return work(core)
  } finally {
    core.close()
  }
}

async function realDesk(): Promise<void> {
  const file = join(root, 'hospital.json')
  writeFileSync(file, JSON.stringify(testHospital))
  expect((await realLoket(data(), 'hospital', 'set', file)).code).toBe(0)
}

const setUp = (change: Partial<ReaderSettings>) =>
  withDesk(({ readers: known }) =>
    known.configure(
      {
        id: ID as ReaderSettings['id'],
        name: 'Pemindai depan',
        role: 'desk',
        form: 'hid-pos',
        prefix: '',
        suffix: '',
        uid: { order: 'auto', offset: 0, bytes: 4 },
        ...change,
      },
      'test',
    ),
  )

describe('loket readers list', () => {
  it('says device, role, state and driver of what is plugged in, without a data folder', async () => {
    await readers.plug(handScanner)
    const { code, out, err } = await run(['list', '--json'])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      driver: 'hidraw',
      settings: 'defaults',
      readers: [
        {
          id: ID,
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
    await readers.plug(handScanner)
    const { out } = await run(['list'])
    expect(out).toMatch(/^DEVICE +NAME +ROLE +STATE +DRIVER +ID$/m)
    expect(out).toMatch(/^05e0:1300 +Pemindai depan +kiosk +reading +hidraw +05e0:1300:S9901:i0:8c\/2$/m)
  })

  it('says what to do about a reader that the system does not let this user read', async () => {
    await readers.plug(handScanner)
    await readers.answerOpen(handScanner.path, 'no-permission')
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
    await readers.plug(handScanner)
    const { code, out, err } = await run(['list', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ settings: 'defaults', readers: [{ state: 'reading' }] })
    expect(err).toContain('these are the defaults')
  })
})

describe('loket readers watch', () => {
  it('keeps a code with line ends and signs that turn a line around in one line of plain letters', async () => {
    await readers.plug(handScanner)
    const watch = watching(['--raw'])
    await watch.next()
    await watch.next()
    await readers.scan(handScanner.path, Buffer.from('A1\n00:00:00  closed\u202Eb2').toString('latin1'))
    expect(await watch.next()).toContain('  report  ')
    expect(await watch.next()).toContain('  A1<A>00:00:00  closed<202E>b2  ')
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('tells one line for each thing that happens, and no number', async () => {
    await readers.plug(handScanner)
    const watch = watching(['--json'])
    expect(await watch.event()).toMatchObject({ event: 'listening', driver: 'hidraw', readers: 1, masked: true })
    expect(await watch.event()).toMatchObject({ event: 'opened', reader: ID, name: 'Pemindai Genggam' })
    await readers.scan(handScanner.path, NIK, ']Q1')
    const scan = await watch.event()
    expect(scan).toMatchObject({
      event: 'scan',
      reader: ID,
      role: 'desk',
      text: '3275**********01',
      aim: ']Q1',
      uid: null,
      reports: 1,
      meaning: { kind: 'keys', keys: [{ kind: 'nik' }, { kind: 'kk' }], nik: { ok: true } },
    })
    expect(JSON.stringify(scan)).not.toContain(NIK.slice(4, 14))
    expect(String(scan['at'])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    await readers.report(handScanner.path, Uint8Array.from([2, 60, 93, 69, 48]))
    expect(await watch.event()).toMatchObject({ event: 'rejected', reader: ID, why: 'truncated' })
    await readers.unplug(handScanner.path)
    expect(await watch.event()).toMatchObject({ event: 'closed', reader: ID, why: 'unplugged' })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('waits for a reader where there is none, and says so', async () => {
    const watch = watching(['--json'])
    expect(await watch.event()).toMatchObject({ event: 'listening', readers: 0 })
    await expect.poll(watch.err).toContain('plug one in')
    await readers.plug(handScanner)
    expect(await watch.event()).toMatchObject({ event: 'opened', reader: ID })
    expect(await watch.ended('SIGTERM')).toBe(0)
  })

  it('tells that the process was started again, and reads on', async () => {
    await readers.plug(handScanner)
    const watch = watching(['--json'])
    expect((await watch.event()).event).toBe('listening')
    expect((await watch.event()).event).toBe('opened')
    await readers.crash()
    const after = [await watch.event(), await watch.event()].map(({ event }) => event)
    expect(after.toSorted()).toEqual(['opened', 'restarted'])
    await readers.scan(handScanner.path, 'INI BUKAN KARTU')
    expect(await watch.event()).toMatchObject({
      event: 'scan',
      text: 'INI ***** ***TU',
      meaning: { kind: 'unreadable' },
    })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it('shows reports and numbers when they are asked for where there is no desk', async () => {
    await readers.plug(handScanner)
    const watch = watching(['--json', '--raw'])
    expect(await watch.event()).toMatchObject({ event: 'listening', masked: false })
    expect((await watch.event()).event).toBe('opened')
    await readers.scan(handScanner.path, NIK)
    const report = await watch.event()
    expect(report).toMatchObject({ event: 'report', reader: ID })
    expect(Buffer.from(String(report['bytes']), 'hex').toString('latin1')).toContain(NIK)
    expect(await watch.event()).toMatchObject({ text: NIK, meaning: { keys: [{ value: NIK }, { value: NIK }] } })
    expect(await watch.ended('SIGINT')).toBe(0)
  })

  it(
    'shows numbers of a desk with operators only to one who may configure it, and writes that down',
    { timeout: 90_000 },
    async () => {
      await realDesk()
      const added = (name: string, role: string) =>
        loketWith({ LOKET_NEW_PIN: SECRET }, data(), 'operator', 'add', name, '--role', role)
      expect((await added('Budi Contoh', 'administrator')).code).toBe(0)
      expect((await added('Rina Contoh', 'clerk')).code).toBe(0)
      expect((await added('Wati Contoh', 'auditor')).code).toBe(0)
      await readers.plug(handScanner)

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
    await readers.plug(handScanner)
    const watch = watching([])
    expect(await watch.next()).toMatch(/^\d\d:\d\d:\d\d {2}listening {2}1 plugged in/)
    const closed = once(watch.child, 'close')
    watch.child.stdout?.destroy()
    await readers.scan(handScanner.path, NIK)
    await readers.scan(handScanner.path, 'INI BUKAN KARTU')
    expect(await closed).toEqual([0, null])
  })
})

describe('loket readers udev', () => {
  const rule = () => join(root, 'rules.d', '70-loket.rules')
  const reloaded = () => join(root, 'reloaded')

  it('writes the rule for the readers that are plugged in, has udev read it, and says so', async () => {
    await readers.plug(handScanner)
    const { code, out } = await run(['udev'], { LOKET_TEST_RULE: rule(), LOKET_TEST_RELOADED: reloaded() })
    expect(code).toBe(0)
    expect(out).toContain(
      `Written: ${rule()}. It lets whoever is logged in at this machine read the 1 reader that was found.`,
    )
    expect(out).toContain('udev has read it')
    expect(readFileSync(rule(), 'utf8')).toMatch(
      /ATTRS\{idVendor\}=="05e0", ATTRS\{idProduct\}=="1300", ENV\{LOKET_SEHAT_INTERFACE\}=="00", MODE="0660", TAG\+="uaccess"/,
    )
    expect(statSync(rule()).mode & 0o777).toBe(0o644)
    expect(readFileSync(reloaded(), 'utf8')).toBe('reloaded\n')
  })

  it('says to unplug where udev could not be told', async () => {
    const { code, out } = await run(['udev'], { LOKET_TEST_RULE: rule() })
    expect(code).toBe(0)
    expect(out).toContain('unplug the readers and plug them in again')
  })

  it('prints the sentence with sudo to whom may not write it, with what root could not know', async () => {
    const plain = await run(['udev'])
    expect(plain.code).toBe(1)
    expect(plain.out).toBe('')
    expect(plain.err).toContain('run "sudo npx loket readers udev",')
    await realDesk()
    setUp({})
    const { err } = await run(['udev'])
    expect(err).toContain('run "sudo npx loket readers udev --device 05e0:1300",')
  })

  it('leaves a device closed that was merely offered, says so, and opens it when it is named', async () => {
    await readers.plug({ ...handScanner, vendorId: 0xffff, productId: 0x0035, interface: 1, usages: [[0xff00, 1]] })
    const left = await run(['udev', '--print'])
    expect(left.out).not.toContain('ffff')
    expect(left.err).toContain('add --device ffff:0035')
    const named = await run(['udev', '--print', '--device', 'ffff:0035', '--device', '0C2E:0B01'])
    expect(named.err).toBe('')
    expect(named.out).toContain('ATTRS{idVendor}=="ffff", ATTRS{idProduct}=="0035", ENV{LOKET_SEHAT_INTERFACE}=="01"')
    expect(named.out).toContain('ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b01", MODE="0660"')
    expect((await run(['udev', '--print', '--device', 'x'])).code).toBe(2)
  })

  it('prints it, or writes it to another file, for anybody', async () => {
    const printed = await run(['udev', '--print', '--group', 'loket'])
    expect(printed.code).toBe(0)
    expect(printed.out).toContain('GROUP="loket", MODE="0660"')
    const file = join(root, 'my.rules')
    const written = await run(['udev', '--out', file])
    expect(written.code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('TAG+="uaccess"')
  })

  it('takes no group that is not a name of one', async () => {
    const { code, err } = await run(['udev', '--print', '--group', 'a", RUN+="/bin/sh'])
    expect(code).toBe(2)
    expect(err).toContain('A group has')
  })
})
