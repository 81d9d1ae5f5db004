import {
  copied,
  dayAt,
  digits,
  isCardNumber,
  isPlainName,
  isUid,
  put16,
  putNumber,
  SPACE,
  TILDE,
  upTo3,
} from './byte-fields.ts'
import { CARD_STATUS, CATEGORY, JKN_SEGMENT, JKN_STATUS, SEX, STATUS, WARD_CLASS } from './coded-row.ts'
import { codesWord, endRow, NONE, putNeighbourhood, TEXT_WORD, WORD, type PackedRows } from './packed-row.ts'
import type { Header, RosterColumn } from './roster-columns.ts'

export type PlainRowReader = {
  /**
   * Packs the line of `bytes` between `from` and `to`; where the next row begins. 0 when the line is anything but plain: then the one
   * parser of rows decides about it, also about what is wrong.
   */
  pack(bytes: Uint8Array, from: number, to: number, target: PackedRows, at: number, line: number): number
}

export type PlainRowKnowledge = {
  /** Whether a NIK may hold these six digits as its date. */
  isNikDate(sixDigits: number): boolean
  /** The programmes met so far; their places are what rows hold. */
  programmes: readonly string[]
}

const QUOTE = 0x22
/** What a field may be instead of one of some texts. */
const EMPTY = -1
const OTHER = -2

/**
 * Reads the lines that nearly all lines are: ASCII without quotes, every field in its usual form. From bytes to packed row with nothing in
 * between, six times as fast as by way of texts, and it takes no line that the parser of rows would not take the same way.
 */
export function plainRowReader(header: Header, { isNikDate, programmes }: PlainRowKnowledge): PlainRowReader {
  const { width, delimiter } = header
  const comma = delimiter.charCodeAt(0)
  // One more, always empty, stands for the columns that the file does not have.
  const begins = new Int32Array(width + 1)
  const ends = new Int32Array(width + 1)
  const column = (name: RosterColumn): number => (header.at[name] < 0 ? width : header.at[name])
  const [nik, kk, name, programme] = [column('nik'), column('kk_number'), column('name'), column('programme')]
  const [sex, category, wardClass, status] = [column('sex'), column('category'), column('ward_class'), column('status')]
  const [jknStatus, jknSegment, cardStatus] = [column('jkn_status'), column('jkn_segment'), column('card_status')]
  const [district, village, jkn] = [column('district_code'), column('village_code'), column('jkn_number')]
  const [rw, rt, card, uid] = [column('rw'), column('rt'), column('card_number'), column('card_uid')]
  const required: readonly (readonly [word: number, column: number])[] = [
    [WORD.birthDate, column('birth_date')],
    [WORD.validFrom, column('valid_from')],
  ]
  const optional: readonly (readonly [word: number, column: number])[] = [
    [WORD.validUntil, column('valid_until')],
    [WORD.statusSince, column('status_since')],
    [WORD.residentSince, column('resident_since')],
    [WORD.cardSubmittedOn, column('card_submitted_on')],
    [WORD.cardDistributedOn, column('card_distributed_on')],
  ]
  const programmeTexts: Uint8Array[] = []

  const split = (bytes: Uint8Array, from: number, to: number): boolean => {
    let field = 0
    begins[0] = from
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at]!
      if (byte === comma) {
        ends[field] = at
        field += 1
        if (field === width) return false
        begins[field] = at + 1
      } else if (byte < SPACE || byte > TILDE || byte === QUOTE) return false
    }
    ends[field] = to
    return field === width - 1
  }

  /** The place of the field's text among `texts`; EMPTY; OTHER. */
  const place = (bytes: Uint8Array, field: number, texts: readonly Uint8Array[]): number => {
    const begin = begins[field]!
    const length = ends[field]! - begin
    if (length === 0) return EMPTY
    for (let one = 0; one < texts.length; one += 1) {
      const text = texts[one]!
      if (text.length !== length) continue
      let at = 0
      while (at < length && text[at] === bytes[begin + at]) at += 1
      if (at === length) return one
    }
    return OTHER
  }

  const putCodes = (bytes: Uint8Array, words: Int32Array, at: number): boolean => {
    const ofSex = place(bytes, sex, TEXTS.sex)
    const ofCategory = place(bytes, category, TEXTS.category)
    const ofClass = place(bytes, wardClass, TEXTS.wardClass)
    const ofStatus = place(bytes, status, TEXTS.status)
    if (ofSex < 0 || ofCategory < 0 || ofClass < 0 || ofStatus < 0) return false
    const ofJkn = place(bytes, jknStatus, TEXTS.jknStatus)
    const ofSegment = place(bytes, jknSegment, TEXTS.jknSegment)
    const ofCard = place(bytes, cardStatus, TEXTS.cardStatus)
    if (ofJkn === OTHER || ofSegment === OTHER || ofCard === OTHER) return false
    const jknOrNone = ofJkn === EMPTY ? NO_JKN : ofJkn
    words[at + WORD.codes] = codesWord(ofSex, ofCategory, ofClass, ofStatus, jknOrNone, ofSegment, ofCard)
    return true
  }

  const putDates = (bytes: Uint8Array, words: Int32Array, at: number): boolean => {
    for (const [word, field] of required) {
      const day = dayAt(bytes, begins[field]!, ends[field]!)
      if (Number.isNaN(day)) return false
      words[at + word] = day
    }
    for (const [word, field] of optional) {
      const [begin, end] = [begins[field]!, ends[field]!]
      const day = begin === end ? NONE : dayAt(bytes, begin, end)
      if (Number.isNaN(day)) return false
      words[at + word] = day
    }
    return true
  }

  const putPlace = (bytes: Uint8Array, words: Int32Array, at: number): boolean => {
    if (ends[district]! - begins[district]! !== 6) return false
    const ofDistrict = digits(bytes, begins[district]!, ends[district]!)
    const ofRw = upTo3(bytes, begins[rw]!, ends[rw]!)
    const ofRt = upTo3(bytes, begins[rt]!, ends[rt]!)
    if (ofDistrict < 0 || ofRw < 0 || ofRt < 0) return false
    words[at + WORD.districtCode] = ofDistrict
    putNeighbourhood(words, at, ofRw, ofRt)
    return (
      putNumber(bytes, begins[village]!, ends[village]!, 10, words, at + WORD.villageCode) &&
      putNumber(bytes, begins[jkn]!, ends[jkn]!, 13, words, at + WORD.jknNumber)
    )
  }

  const putIdentity = (bytes: Uint8Array, words: Int32Array, at: number): boolean => {
    if (!put16(bytes, begins[kk]!, ends[kk]!, words, at + WORD.kk)) return false
    if (!put16(bytes, begins[nik]!, ends[nik]!, words, at + WORD.nik)) return false
    const [high, low] = [words[at + WORD.nik]!, words[at + WORD.nik + 1]!]
    const date = (high % 100) * 10_000 + Math.floor(low / 10_000)
    if (low % 10_000 === 0 || !isNikDate(date) || (high === low && high % 11_111_111 === 0)) return false
    for (let known = programmeTexts.length; known < programmes.length; known += 1) {
      programmeTexts.push(Buffer.from(programmes[known]!))
    }
    const ofProgramme = place(bytes, programme, programmeTexts)
    words[at + WORD.programme] = ofProgramme
    return ofProgramme >= 0
  }

  return {
    pack(bytes, from, to, { words, bytes: texts }, at, line) {
      if (!split(bytes, from, to)) return 0
      if (!putIdentity(bytes, words, at) || !putCodes(bytes, words, at)) return 0
      if (!putDates(bytes, words, at) || !putPlace(bytes, words, at)) return 0
      const [nameFrom, nameTo, cardFrom, cardTo] = [begins[name]!, ends[name]!, begins[card]!, ends[card]!]
      const [uidFrom, uidTo] = [begins[uid]!, ends[uid]!]
      if (!isPlainName(bytes, nameFrom, nameTo)) return 0
      if (!isCardNumber(bytes, cardFrom, cardTo) || !isUid(bytes, uidFrom, uidTo)) return 0
      words[at + WORD.line] = line
      let end = (at + TEXT_WORD) * 4
      end = copied(bytes, begins[kk]!, ends[kk]!, texts, end)
      end = copied(bytes, begins[nik]!, ends[nik]!, texts, end)
      end = copied(bytes, cardFrom, cardTo, texts, end)
      end = copied(bytes, uidFrom, uidTo, texts, end)
      copied(bytes, nameFrom, nameTo, texts, end)
      return endRow(words, at, cardTo - cardFrom, uidTo - uidFrom, nameTo - nameFrom, false)
    },
  }
}

const TEXTS = {
  sex: SEX.map(bytesOf),
  category: CATEGORY.map(bytesOf),
  wardClass: WARD_CLASS.map(bytesOf),
  status: STATUS.map(bytesOf),
  jknStatus: JKN_STATUS.map(bytesOf),
  jknSegment: JKN_SEGMENT.map(bytesOf),
  cardStatus: CARD_STATUS.map(bytesOf),
}
const NO_JKN = JKN_STATUS.indexOf('none')

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text)
}
