import { compareRows, type CodedRow } from './coded-row.ts'

/**
 * Rows on their way through a sort, one behind the other in one piece of memory: numbers as words, then the texts. Never outlives the
 * process, so it needs no format number and no byte order. Two rows are equal when their words from `KK` on and their texts are.
 */
export type PackedRows = { words: Int32Array; bytes: Buffer }

/** Where a row lies: its first word. */
export type Place = { rows: PackedRows; at: number }

/** Words of a row by their place in it. 16 digits are two words of eight digits each. */
export const WORD = {
  size: 0,
  line: 1,
  kk: 2,
  nik: 4,
  programme: 6,
  codes: 7,
  neighbourhood: 8,
  birthDate: 9,
  validFrom: 10,
  validUntil: 11,
  statusSince: 12,
  residentSince: 13,
  cardSubmittedOn: 14,
  cardDistributedOn: 15,
  districtCode: 16,
  villageCode: 17,
  jknNumber: 19,
  texts: 21,
} as const
/** Texts begin here: KK, NIK, card number, card UID in one byte per character, then the name, in one byte per character or UTF-8. */
export const TEXT_WORD = 22
/** A name of 120 characters is the longest text. */
export const MAX_ROW_BYTES = TEXT_WORD * 4 + 32 + 32 + 20 + 360 + 4
/** No number of a row is negative to this degree. */
export const NONE = -0x8000_0000
const WIDE_NAME = 1 << 30
const EIGHT_DIGITS = 100_000_000
const ASCII = /^[\0-\x7F]*$/

/** `memory` as rows: whole words of it. */
export function packedRows(memory: Uint8Array): PackedRows {
  const aligned = memory.byteOffset % 4 === 0 ? memory : Uint8Array.prototype.slice.call(memory)
  const { buffer, byteOffset, byteLength } = aligned
  return {
    words: new Int32Array(buffer, byteOffset, byteLength >> 2),
    bytes: Buffer.from(buffer, byteOffset, byteLength),
  }
}

/** Writes a row; where the next one begins. */
export function packRow(
  { words, bytes }: PackedRows,
  at: number,
  line: number,
  row: CodedRow,
  programme: number,
): number {
  words[at + WORD.line] = line
  putDigits(words, at + WORD.kk, Number(row.kkNumber.slice(0, 8)), Number(row.kkNumber.slice(8)))
  putDigits(words, at + WORD.nik, Number(row.nik.slice(0, 8)), Number(row.nik.slice(8)))
  words[at + WORD.programme] = programme
  words[at + WORD.codes] = packedCodes(row)
  putNeighbourhood(words, at, packedUpTo3(row.rw), packedUpTo3(row.rt))
  words[at + WORD.birthDate] = row.birthDate
  words[at + WORD.validFrom] = row.validFrom
  words[at + WORD.validUntil] = row.validUntil ?? NONE
  words[at + WORD.statusSince] = row.statusSince ?? NONE
  words[at + WORD.residentSince] = row.residentSince ?? NONE
  words[at + WORD.cardSubmittedOn] = row.cardSubmittedOn ?? NONE
  words[at + WORD.cardDistributedOn] = row.cardDistributedOn ?? NONE
  words[at + WORD.districtCode] = row.districtCode
  putNumber(words, at + WORD.villageCode, row.villageCode)
  putNumber(words, at + WORD.jknNumber, row.jknNumber)
  const card = row.cardNumber ?? ''
  const uid = row.cardUid ?? ''
  const wide = !ASCII.test(row.name)
  const start = (at + TEXT_WORD) * 4
  const nameAt = start + bytes.write(`${row.kkNumber}${row.nik}${card}${uid}`, start, 'latin1')
  const nameBytes = bytes.write(row.name, nameAt, wide ? 'utf8' : 'latin1')
  return endRow(words, at, card.length, uid.length, nameBytes, wide)
}

/** Notes how long the texts of the row are, all written; where the next row begins. */
export function endRow(
  words: Int32Array,
  at: number,
  cardLength: number,
  uidLength: number,
  nameBytes: number,
  wide: boolean,
): number {
  words[at + WORD.texts] = cardLength | (uidLength << 6) | (nameBytes << 12) | (wide ? WIDE_NAME : 0)
  const size = TEXT_WORD + ((32 + cardLength + uidLength + nameBytes + 3) >> 2)
  words[at + WORD.size] = size
  return at + size
}

export function unpackRow({ words, bytes }: PackedRows, at: number, programmes: readonly string[]): CodedRow {
  const codes = words[at + WORD.codes]!
  const neighbourhood = words[at + WORD.neighbourhood]!
  const lengths = words[at + WORD.texts]!
  const cardEnd = 32 + (lengths & 63)
  const uidEnd = cardEnd + ((lengths >> 6) & 63)
  const start = (at + TEXT_WORD) * 4
  const end = start + uidEnd + ((lengths >> 12) & 0xffff)
  const wide = (lengths & WIDE_NAME) !== 0
  const text = bytes.toString('latin1', start, wide ? start + uidEnd : end)
  return {
    nik: text.slice(16, 32),
    kkNumber: text.slice(0, 16),
    name: wide ? bytes.toString('utf8', start + uidEnd, end) : text.slice(uidEnd),
    sex: codes & 7,
    birthDate: words[at + WORD.birthDate]!,
    programme: programmes[words[at + WORD.programme]!]!,
    category: (codes >> 3) & 7,
    wardClass: (codes >> 6) & 7,
    validFrom: words[at + WORD.validFrom]!,
    validUntil: orNull(words[at + WORD.validUntil]!),
    status: (codes >> 9) & 7,
    statusSince: orNull(words[at + WORD.statusSince]!),
    districtCode: words[at + WORD.districtCode]!,
    villageCode: numberAt(words, at + WORD.villageCode),
    rw: UP_TO_3[neighbourhood >> 11]!,
    rt: UP_TO_3[neighbourhood & 2047]!,
    residentSince: orNull(words[at + WORD.residentSince]!),
    jknNumber: numberAt(words, at + WORD.jknNumber),
    jknStatus: (codes >> 12) & 7,
    jknSegment: codeOrNull((codes >> 15) & 7),
    cardNumber: cardEnd === 32 ? null : text.slice(32, cardEnd),
    cardUid: uidEnd === cardEnd ? null : text.slice(cardEnd, uidEnd),
    cardStatus: codeOrNull((codes >> 18) & 7),
    cardSubmittedOn: orNull(words[at + WORD.cardSubmittedOn]!),
    cardDistributedOn: orNull(words[at + WORD.cardDistributedOn]!),
  }
}

/** As `compareRows`, then by line. */
export function comparePacked(
  a: PackedRows,
  atA: number,
  b: PackedRows,
  atB: number,
  programmes: readonly string[],
): number {
  const [wordsA, wordsB] = [a.words, b.words]
  for (let word: number = WORD.kk; word < WORD.programme; word += 1) {
    const difference = wordsA[atA + word]! - wordsB[atB + word]!
    if (difference !== 0) return difference
  }
  const rest = isSameRow(a, atA, b, atB) ? 0 : compareRows(unpackRow(a, atA, programmes), unpackRow(b, atB, programmes))
  return rest === 0 ? wordsA[atA + WORD.line]! - wordsB[atB + WORD.line]! : rest
}

/** Whether the rows are equal, wherever they stood. */
export function isSameRow(a: PackedRows, atA: number, b: PackedRows, atB: number): boolean {
  const size = a.words[atA]!
  for (let word: number = WORD.kk; word < TEXT_WORD; word += 1) {
    if (a.words[atA + word] !== b.words[atB + word]) return false
  }
  if (size !== b.words[atB]) return false
  // Up to the last character: what fills the last word is whatever lay there.
  const lengths = a.words[atA + WORD.texts]!
  const textBytes = 32 + (lengths & 63) + ((lengths >> 6) & 63) + ((lengths >> 12) & 0xffff)
  const [startA, startB] = [(atA + TEXT_WORD) * 4, (atB + TEXT_WORD) * 4]
  return a.bytes.compare(b.bytes, startB, startB + textBytes, startA, startA + textBytes) === 0
}

/** The codes of a row in one word, three bits each. */
export function codesWord(
  sex: number,
  category: number,
  wardClass: number,
  status: number,
  jknStatus: number,
  jknSegment: number,
  cardStatus: number,
): number {
  return (
    sex |
    (category << 3) |
    (wardClass << 6) |
    (status << 9) |
    (jknStatus << 12) |
    ((jknSegment + 1) << 15) |
    ((cardStatus + 1) << 18)
  )
}

function packedCodes(row: CodedRow): number {
  const { sex, category, wardClass, status, jknStatus, jknSegment, cardStatus } = row
  return codesWord(sex, category, wardClass, status, jknStatus, jknSegment ?? -1, cardStatus ?? -1)
}

// No text, then every text of one, two and three digits: `5`, `05` and `005` are three.
const UP_TO_3: readonly (string | null)[] = [
  null,
  ...[1, 2, 3].flatMap((width) =>
    Array.from({ length: 10 ** width }, (_, value) => String(value).padStart(width, '0')),
  ),
]
const UP_TO_3_START = [0, 1, 11, 111]

function packedUpTo3(text: string | null): number {
  return text === null ? 0 : packedNeighbour(text.length, Number(text))
}

/** A RW or RT of `length` digits, none for 0, as `putNeighbourhood` takes it. */
export function packedNeighbour(length: number, value: number): number {
  return UP_TO_3_START[length]! + value
}

export function putNeighbourhood(words: Int32Array, at: number, rw: number, rt: number): void {
  words[at + WORD.neighbourhood] = rw * 2048 + rt
}

function putNumber(words: Int32Array, at: number, value: number | null): void {
  if (value === null) putDigits(words, at, NONE, NONE)
  else putDigits(words, at, Math.floor(value / EIGHT_DIGITS), value % EIGHT_DIGITS)
}

function putDigits(words: Int32Array, at: number, high: number, low: number): void {
  words[at] = high
  words[at + 1] = low
}

function numberAt(words: Int32Array, at: number): number | null {
  const high = words[at]!
  return high === NONE ? null : high * EIGHT_DIGITS + words[at + 1]!
}

function orNull(value: number): number | null {
  return value === NONE ? null : value
}

function codeOrNull(code: number): number | null {
  return code === 0 ? null : code - 1
}
