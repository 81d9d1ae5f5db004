import { z } from 'zod'
import { IsoDate } from './dates.ts'
import { CardNumber, CardUid, DistrictCode, JknNumber, KkNumber, Nik } from './identifiers.ts'
import { Sex } from './roster-row.ts'

/** Every outcome of looking at 16 digits as a NIK. The second group is a warning or a note, never a rejection. */
export const NikError = z.enum([
  'EMPTY',
  'NOT_DIGITS',
  'WRONG_LENGTH',
  'ALL_SAME_DIGIT',
  'BAD_DAY',
  'BAD_MONTH',
  'IMPOSSIBLE_DATE',
  'FUTURE_DATE',
  'SERIAL_ZERO',
])
export type NikError = z.infer<typeof NikError>
export const NikNote = z.enum(['PROVINCE_UNKNOWN', 'REGENCY_UNKNOWN', 'DISTRICT_UNKNOWN', 'DISTRICT_RETIRED'])
export type NikNote = z.infer<typeof NikNote>

/** Where in the 16 digits the trouble sits, `[from, to)`, so that the field can point at it. */
export const DigitSpan = z.tuple([z.int(), z.int()])
export type DigitSpan = z.infer<typeof DigitSpan>

export const NikReading = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    nik: Nik,
    districtCode: DistrictCode,
    /** In the century that `today` makes likelier; the roster's own birth date overrides it. */
    birthDate: IsoDate,
    sex: Sex,
    region: z.enum(['current', 'retired', 'unknown']),
    notes: z.array(NikNote),
  }),
  z.strictObject({ ok: z.literal(false), error: NikError, span: DigitSpan.nullable(), digits: z.int() }),
])
export type NikReading = z.infer<typeof NikReading>

/** A key that may be looked up. A 16-digit number gives two. */
export const LookupKey = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nik'), value: Nik }),
  z.strictObject({ kind: z.literal('kk'), value: KkNumber }),
  z.strictObject({ kind: z.literal('jkn'), value: JknNumber }),
  z.strictObject({ kind: z.literal('card'), value: CardNumber }),
  z.strictObject({ kind: z.literal('uid'), value: CardUid }),
])
export type LookupKey = z.infer<typeof LookupKey>
export const KeyKind = z.enum(['nik', 'kk', 'jkn', 'card', 'uid'])
export type KeyKind = z.infer<typeof KeyKind>

/** What a scan or typed text may mean. */
export const CardReading = z.discriminatedUnion('kind', [
  /** At least one key to look up, in the order to try. `productBarcode`: 13 digits with a valid EAN check digit or AIM `]E0`. */
  z.strictObject({
    kind: z.literal('keys'),
    keys: z.array(LookupKey).nonempty(),
    nik: NikReading.nullable(),
    productBarcode: z.boolean(),
  }),
  /** A guarantee letter's QR code. */
  z.strictObject({ kind: z.literal('letter'), text: z.string() }),
  /** Not a key: why, and for a mistyped NIK or KK where. */
  z.strictObject({ kind: z.literal('unreadable'), nik: NikReading.nullable() }),
])
export type CardReading = z.infer<typeof CardReading>
