import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_READERS, ReaderId, type ReadersPolicy } from '../../../../shared/domain/reader.ts'
import { UDEV_RULE_PATH } from '../../../../shared/texts/udev-rule.ts'
import { openCore } from '../../../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import { rowsLeft } from '../../../support/trail.ts'
import { CHIP, fakeShell, reader, readersDesk, SCANNER, settingsOf, settled, type ReadersDesk } from './readers-desk.ts'

let desk: ReadersDesk
beforeEach(() => {
  desk = readersDesk()
  desk.shell.process('running')
  desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: [reader()] })
  desk.shell.sent.length = 0
})
afterEach(() => desk.close())

const entries = () => desk.core.journal.ends().entries.seq
const configured = (readers: ReadersPolicy['readers'], sound = true) => ({
  kind: 'configure',
  policy: { readers, sound },
})

describe('the settings of the readers', () => {
  it('are told to the readers process at the start, and again whenever it starts anew', () => {
    const shell = fakeShell()
    desk.core.readers.connect(shell.link)
    expect(shell.sent).toEqual([{ kind: 'configure', policy: DEFAULT_READERS }])
    shell.process('restarting')
    expect(shell.sent).toHaveLength(1)
    shell.process('running')
    expect(shell.sent.slice(1)).toEqual([{ kind: 'configure', policy: DEFAULT_READERS }])
  })

  it('are an entry and a line of the trail when they change, and nothing at all when they stay', async () => {
    const page = await desk.worker('administrator')
    const { readers } = page.client
    const before = entries()
    const set = settingsOf(SCANNER, { name: 'Loket 1', suffix: '\t' })
    const rows = await rowsLeft(desk.core, async () => {
      expect(await readers.configure(set)).toEqual({ kind: 'changed' })
      expect(await readers.configure(set)).toEqual({ kind: 'unchanged' })
    })
    expect(entries()).toBe(before + 1)
    expect(rows).toMatchObject([
      { action: 'configured', actor: 'Contoh administrator', subject: null, facts: { what: 'readers-set' } },
    ])
    expect(desk.shell.sent).toEqual([configured([set])])
    expect(desk.core.journal.setting('readers')).toEqual({ readers: [set], sound: true })
    await settled()
    expect(page.heard.at(-1)).toMatchObject({ kind: 'info', info: { readers: [{ settings: { name: 'Loket 1' } }] } })
  })

  it('keep their order when one reader is changed, and forget one that is named', async () => {
    const { readers } = (await desk.worker('administrator')).client
    await readers.configure(settingsOf(SCANNER))
    await readers.configure(settingsOf(CHIP, { form: 'uid' }))
    await readers.configure(settingsOf(SCANNER, { role: 'kiosk' }))
    expect(desk.core.journal.setting('readers')?.readers.map(({ id, role }) => [id, role])).toEqual([
      [SCANNER, 'kiosk'],
      [CHIP, 'desk'],
    ])
    expect(await readers.forget({ id: SCANNER })).toEqual({ kind: 'changed' })
    expect(await readers.forget({ id: SCANNER })).toEqual({ kind: 'unchanged' })
    expect(desk.shell.sent.at(-1)).toMatchObject(configured([settingsOf(CHIP, { form: 'uid' })]))
  })

  it('of readers that nothing tells apart are one and the same', async () => {
    const { readers } = (await desk.worker('administrator')).client
    const twin = ReaderId.parse(`${SCANNER}#2`)
    const both = [reader(), reader({ id: twin, settings: settingsOf(SCANNER) })]
    desk.shell.tells({ kind: 'readers', driver: 'hidraw', readers: both })
    await readers.configure(settingsOf(twin, { name: 'Kembar' }))
    expect(desk.core.journal.setting('readers')?.readers.map(({ id }) => id)).toEqual([SCANNER])
    expect(desk.core.readers.info().readers.map(({ settings }) => settings.name)).toEqual(['Kembar', 'Kembar'])
  })

  it('say whether there is a tone', async () => {
    const { readers } = (await desk.worker('administrator')).client
    expect(await readers.setSound({ on: true })).toEqual({ kind: 'unchanged' })
    expect(await readers.setSound({ on: false })).toEqual({ kind: 'changed' })
    expect(desk.shell.sent).toEqual([configured([], false)])
    expect((await readers.info()).sound).toBe(false)
  })

  it('hold 32 readers and say so when there are more', async () => {
    const { readers } = (await desk.worker('administrator')).client
    const id = (n: number) => ReaderId.parse(`0c2e:0b01:SN${n}:i0:8c/2`)
    for (let n = 0; n < 32; n += 1) desk.core.readers.configure(settingsOf(id(n)), 'test')
    expect(await readers.configure(settingsOf(id(32)))).toEqual({ kind: 'too-many' })
    expect(await readers.configure(settingsOf(id(0), { name: 'Masih' }))).toEqual({ kind: 'changed' })
  })

  it('stay as they were, and are told to nobody, when the disk is full', async () => {
    const { readers } = (await desk.worker('administrator')).client
    const { journal } = desk.core
    const { write } = journal
    journal.write = () => ({ kind: 'disk-full' })
    expect(await readers.configure(settingsOf(SCANNER))).toEqual({ kind: 'disk-full' })
    journal.write = () => ({ kind: 'busy' })
    expect(await readers.setSound({ on: false })).toEqual({ kind: 'busy' })
    journal.write = write
    expect(desk.shell.sent).toEqual([])
    expect(journal.setting('readers')).toBeNull()
  })

  it('that another process wrote are told on, once', () => {
    const other = openCore({
      dataFolder: desk.root,
      version: '0.0.0-test',
      demo: false,
      workers: SOURCE_WORKERS,
      deliver: () => Promise.resolve({ kind: 'printer' }),
    })
    other.readers.configure(settingsOf(SCANNER, { role: 'off' }), 'test')
    other.close()
    for (let turn = 0; turn < 2; turn += 1) desk.core.readers.settingsWritten()
    expect(desk.shell.sent).toEqual([configured([settingsOf(SCANNER, { role: 'off' })])])
  })

  it('can be set by nobody but whoever may configure', async () => {
    const { readers } = (await desk.worker('supervisor')).client
    await expect(readers.configure(settingsOf(SCANNER))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(readers.setSound({ on: false })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(readers.udevRule()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await readers.look()).toEqual({ kind: 'looking' })
    expect(desk.shell.sent).toEqual([{ kind: 'look' }])
  })
})

it('a command knows of no readers process, and can still say what was set up', () => {
  const root = desk.root
  const core = openCore({
    dataFolder: root,
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
  })
  expect(core.readers.info()).toMatchObject({ process: 'absent', driver: 'none', readers: [], sound: true })
  expect(core.readers.history().process).toBeNull()
  core.close()
})

it('the rule for Linux names the readers that are there, and the sheet is a page', async () => {
  const { readers } = (await desk.worker('administrator')).client
  const rule = await readers.udevRule()
  expect(rule.path).toBe(UDEV_RULE_PATH)
  expect(rule.text).toContain('ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b01"')
  expect(await readers.sheet()).toEqual({ kind: 'printer' })
})
