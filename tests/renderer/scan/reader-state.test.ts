import { describe, expect, it } from 'vitest'
import { deskReader, NO_READERS, seen, spokenName } from '../../../renderer/scan/reader-state.ts'
import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import { ReaderId } from '../../../shared/domain/reader.ts'
import type { Reader, ReaderRole } from '../../../shared/domain/reader.ts'

function reader(name: string, state: Reader['state'], role: ReaderRole = 'desk'): Reader {
  const id = ReaderId.parse(`0c2e:0b01:${name}:i0:8c/2`)
  const uid = { order: 'auto', offset: 0, bytes: 4 } as const
  return {
    id,
    kind: 'scanner',
    state,
    vendorId: 0x0c2e,
    productId: 0x0b01,
    manufacturer: 'Contoh',
    product: 'Pemindai Contoh',
    usagePage: 0x8c,
    usage: 2,
    settings: { id, name, role, form: 'hid-pos', prefix: '', suffix: '', uid },
  }
}

const info = (readers: Reader[], process: ReadersInfo['process'] = 'running'): ReadersInfo => ({
  process,
  driver: 'hidraw',
  sound: true,
  system: 'linux',
  readers,
})
const after = (...told: ReadersInfo[]) => deskReader(told.reduce(seen, NO_READERS))

describe('what the desk says of its readers', () => {
  it('is no alarm where nobody uses a reader of its own', () => {
    expect(deskReader(NO_READERS)).toEqual({ kind: 'keyboard' })
    expect(after(info([], 'absent'))).toEqual({ kind: 'keyboard' })
    expect(after(info([], 'restarting'))).toEqual({ kind: 'keyboard' })
    expect(after(info([reader('A', 'not-chosen'), reader('B', 'off', 'off')]))).toEqual({ kind: 'keyboard' })
    expect(after(info([reader('A', 'reading', 'kiosk')]))).toEqual({ kind: 'keyboard' })
  })

  it('names the reader that reads, and how many more', () => {
    expect(after(info([reader('Meja 1', 'reading')]))).toEqual({ kind: 'ready', name: 'Meja 1', others: 0 })
    expect(after(info([reader('Meja 1', 'reading'), reader('Meja 2', 'reading')]))).toMatchObject({ others: 1 })
  })

  it('puts first what keeps a clerk from scanning', () => {
    const two = (state: Reader['state']) => after(info([reader('Meja 1', 'reading'), reader('Meja 2', state)]))
    expect(two('absent')).toEqual({ kind: 'lost', name: 'Meja 2' })
    expect(two('no-permission')).toEqual({ kind: 'refused', name: 'Meja 2' })
    expect(two('busy')).toEqual({ kind: 'refused', name: 'Meja 2' })
  })

  it('says that a reader was pulled out that nobody had set up, until it or another one reads', () => {
    const reading = info([reader('Meja 1', 'reading')])
    expect(after(reading, info([]))).toEqual({ kind: 'lost', name: 'Meja 1' })
    expect(after(reading, info([]), reading)).toMatchObject({ kind: 'ready' })
    expect(after(reading, info([reader('Meja 2', 'reading')]))).toMatchObject({ kind: 'ready', name: 'Meja 2' })
    expect(after(reading, info([reader('Meja 1', 'off', 'off')]), info([]))).toEqual({ kind: 'keyboard' })
  })

  it('never calls a reader without a name by its id', () => {
    const bare: Reader = { ...reader('', 'reading'), manufacturer: '', product: '' }
    expect(after(info([bare]))).toEqual({ kind: 'ready', name: '', others: 0 })
    const known = seen(NO_READERS, info([bare]))
    expect(spokenName(bare.id, known)).toBe('')
    expect(spokenName('Meja 1', known)).toBe('Meja 1')
  })

  it('says that the readers are being restarted', () => {
    expect(after(info([reader('Meja 1', 'reading')]), info([], 'restarting'))).toEqual({ kind: 'restarting' })
  })
})
