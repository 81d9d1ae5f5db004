import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CardUid } from '../../../shared/domain/identifiers.ts'
import { ReadUid } from '../../../shared/domain/reader.ts'
import { bothOrders, decimalUid, parseUid, readUid, reversedUid } from '../../../shared/domain/uid.ts'

/** One chip, as readers of all kinds give it. */
const CHIP = '04A1B2C3'
const REVERSED = 'C3B2A104'

describe('one chip in every form that readers have', () => {
  it.each([
    ['0077705923', 'decimal'],
    ['04a1b2c3', 'hex'],
    ['04A1B2C3', 'hex'],
    ['04:A1:B2:C3', 'bytes'],
    ['04 a1 b2 c3', 'bytes'],
    ['04-A1-B2-C3', 'bytes'],
    [' 04A1B2C3\r\n', 'hex'],
    ['０４Ａ１Ｂ２Ｃ３', 'hex'],
  ])('%j is the UID, form %s, with the raw text kept', (raw, form) => {
    expect(readUid(raw, 'as-sent')).toEqual({ value: CHIP, raw, form })
    expect(readUid(raw, 'auto')).toEqual({ value: CHIP, raw, form })
    expect(readUid(raw, 'reversed')).toEqual({ value: REVERSED, raw, form })
  })

  it.each([
    ['04A1B2C3D4E5F6', '04A1B2C3D4E5F6', 'F6E5D4C3B2A104'],
    ['04:A1:B2:C3:D4:E5:F6:07:18:29', '04A1B2C3D4E5F6071829', '291807F6E5D4C3B2A104'],
  ])('%s may have seven or ten bytes', (raw, asSent, reversed) => {
    expect(readUid(raw, 'as-sent')?.value).toBe(asSent)
    expect(readUid(raw, 'reversed')?.value).toBe(reversed)
  })
})

describe("Wiegand's two numbers", () => {
  it.each(['000,00000', '255,65535'])('%s are a part of the UID, and the rest is never guessed', (raw) => {
    for (const order of ['auto', 'as-sent', 'reversed'] as const)
      expect(readUid(raw, order)).toEqual({ value: null, raw, form: 'wiegand' })
  })

  it.each(['256,00000', '000,65536', '16,145763', '161,4576', '161, 45763'])('are not %s', (text) => {
    expect(parseUid(text)).toBeNull()
  })
})

it.each([
  '',
  '4294967296',
  '9999999999',
  '77705923X',
  '04A1B2C',
  '04A1B2C3D',
  '04A1B2C3D4E5',
  '04:A1:B2',
  '04:A1:B2:C',
  '04;A1;B2;C3',
  '3275021508909901',
  '0001234567890',
  'KBS20170',
  '0'.repeat(65),
])('%j is no UID', (text) => {
  expect(parseUid(text)).toBeNull()
  expect(readUid(text, 'auto')).toBeNull()
})

it('gives every UID back from every form and order', () => {
  const bytes = fc.constantFrom(4, 7, 10).chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  const separator = fc.constantFrom(':', ' ', '-', '')
  fc.assert(
    fc.property(bytes, separator, fc.boolean(), fc.boolean(), (chip, between, small, turned) => {
      const uid = Buffer.from(chip).toString('hex').toUpperCase()
      const sent = turned ? chip.toReversed() : chip
      const hex = Array.from(sent, (byte) => byte.toString(16).padStart(2, '0')).join(between)
      const read = readUid(small ? hex : hex.toUpperCase(), turned ? 'reversed' : 'as-sent')
      expect(read?.value).toBe(uid)
      expect(ReadUid.safeParse(read).success).toBe(true)
      expect(reversedUid(reversedUid(CardUid.parse(uid)))).toBe(uid)
    }),
    { seed: 62, numRuns: 2000 },
  )
})

it('prints four bytes as the ten decimals that are read back as the same UID', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (number) => {
      const uid = CardUid.parse(number.toString(16).toUpperCase().padStart(8, '0'))
      const decimals = decimalUid(uid)
      expect(decimals).toMatch(/^\d{10}$/)
      expect(readUid(decimals ?? '', 'as-sent')).toEqual({ value: uid, raw: decimals, form: 'decimal' })
    }),
    { seed: 63, numRuns: 2000 },
  )
  expect(decimalUid(CardUid.parse('04A1B2C3D4E5F6'))).toBeNull()
})

it('asks for both orders, and for one where they are the same', () => {
  expect(bothOrders(CardUid.parse(CHIP))).toEqual([CHIP, REVERSED])
  expect(bothOrders(CardUid.parse('04A1A104'))).toEqual(['04A1A104'])
})
