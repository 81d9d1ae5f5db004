import { expect, it } from 'vitest'
import { decoderFor } from '../../../../electron/readers/decoders/decoder-for.ts'
import { PART_MS } from '../../../../electron/readers/decoders/steps.ts'
import type { UidOrder } from '../../../../shared/domain/reader.ts'
import { readCard } from '../../../../shared/domain/card.ts'
import { IsoDate } from '../../../../shared/domain/dates.ts'
import { readAll, readerSettings, textsOf } from '../../../support/reader-reports.ts'

const SENT = [0xaa, 0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6]

function open(order: UidOrder, bytes: 4 | 7 | 10 = 4, offset = 1) {
  return decoderFor(readerSettings('uid', { uid: { order, offset, bytes } }))
}

it.each([
  ['as-sent', 4, '04A1B2C3', '04A1B2C3'],
  ['reversed', 4, 'C3B2A104', 'C3B2A104'],
  ['auto', 4, '0077705923', '04A1B2C3'],
  ['as-sent', 7, '04A1B2C3D4E5F6', '04A1B2C3D4E5F6'],
  ['reversed', 7, 'F6E5D4C3B2A104', 'F6E5D4C3B2A104'],
] as const)('reads the bytes %s, %i of them, as %s', (order, bytes, text, value) => {
  const raw = bytes === 4 ? '04A1B2C3' : '04A1B2C3D4E5F6'
  expect(readAll(open(order, bytes), [Uint8Array.from(SENT)])).toEqual([
    { kind: 'scan', text, aim: null, uid: { value, raw, form: 'bytes' }, reports: 1 },
  ])
})

it('is looked up in both orders while nobody has said which one it is', () => {
  const [text = ''] = textsOf(readAll(open('auto'), [Uint8Array.from(SENT)]))
  const reading = readCard(text, IsoDate.parse('2026-11-21'))
  expect(reading.kind === 'keys' ? reading.keys : []).toEqual(
    expect.arrayContaining([
      { kind: 'uid', value: '04A1B2C3' },
      { kind: 'uid', value: 'C3B2A104' },
    ]),
  )
})

it('does not count a report id in front', () => {
  expect(textsOf(readAll(open('as-sent'), [Uint8Array.from([1, ...SENT])]))).toEqual(['04A1B2C3'])
})

it('tells a card once while it lies there, and again when it comes again', () => {
  const card = Uint8Array.from(SENT)
  const decoder = open('as-sent')
  expect(textsOf(readAll(decoder, [card, card, card], PART_MS - 1))).toHaveLength(1)
  expect(textsOf(readAll(decoder, [new Uint8Array(8), card], 5, 1500))).toHaveLength(1)
  expect(textsOf(readAll(decoder, [card], 5, 9000))).toHaveLength(1)
  expect(textsOf(readAll(decoder, [card.with(1, 5)], 5, 9010))).toEqual(['05A1B2C3'])
})

it('has nothing to tell when no card is there, and rejects a report that ends too early', () => {
  expect(readAll(open('as-sent'), [new Uint8Array(64), new Uint8Array(64).fill(0xff)])).toEqual([])
  expect(readAll(open('as-sent', 7, 2), [Uint8Array.from(SENT)])).toEqual([{ kind: 'rejected', why: 'truncated' }])
})
