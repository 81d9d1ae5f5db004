import { CARD_STATUS, type CodedRow } from '../coded-row.ts'
import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { lastIndexIn } from './in-family.ts'
import { type NumberReader, unzigzag, zigzag } from './numbers.ts'
import { PackRefused } from './pack.ts'
import { Ranked } from './ranked.ts'
import { realDay } from './terms-part.ts'
import { readTemplates, serialOf, templateOf, writeTemplates, type Template } from './card-number.ts'

export type Card = Pick<CodedRow, 'cardNumber' | 'cardUid' | 'cardStatus' | 'cardSubmittedOn' | 'cardDistributedOn'>

const GIVEN = { submitted: 1, distributed: 2 } as const
const GIVEN_SUMS = 4
/** Bytes that a UID may have; 0 is none. */
const UID_BYTES: readonly number[] = [0, 4, 7, 10]

export type CardWriter = { newFamily(): void; push(row: CodedRow): void; end(): void }

export function cardWriter(columns: ColumnsWriter, asOf: number): CardWriter {
  const places = columns.numbers('card')
  const kinds = new Ranked<string>()
  const kindPlaces = columns.numbers('cardKind')
  const templates = new Ranked<string>()
  const serials = columns.numbers('cardSerial')
  const uids: Buffer[] = []
  const submitted = columns.numbers('cardSubmitted')
  const distributed = columns.numbers('cardDistributed')
  let family: Card[] = []

  const pushCard = (card: Card): void => {
    const uid = card.cardUid === null ? 0 : UID_BYTES.indexOf(card.cardUid.length / 2)
    const template = card.cardNumber === null ? 0 : 1 + templates.id(templateOf(card.cardNumber))
    const given =
      (card.cardSubmittedOn === null ? 0 : GIVEN.submitted) + (card.cardDistributedOn === null ? 0 : GIVEN.distributed)
    if (uid < 0) throw new RangeError('not a card of a pack')
    kindPlaces.push(kinds.id(`${card.cardStatus === null ? 0 : 1 + card.cardStatus} ${uid} ${template} ${given}`))
    const serial = card.cardNumber === null ? null : serialOf(card.cardNumber)
    if (serial !== null) serials.push(serial)
    if (card.cardUid !== null) uids.push(Buffer.from(card.cardUid, 'hex'))
    if (card.cardSubmittedOn !== null) submitted.push(zigzag(asOf - card.cardSubmittedOn))
    if (card.cardDistributedOn !== null)
      distributed.push(zigzag(card.cardDistributedOn - (card.cardSubmittedOn ?? asOf)))
  }

  return {
    newFamily: () => void (family = []),
    push(row) {
      const found = lastIndexIn(family, (one) => isSameCard(one, row))
      if (family.length > 0) places.push(found < 0 ? family.length : found)
      if (found >= 0) return
      family.push(row)
      pushCard(row)
    },
    end() {
      const [status, uid, template, given] = [
        columns.numbers('cardKindStatus'),
        columns.numbers('cardKindUid'),
        columns.numbers('cardKindTemplate'),
        columns.numbers('cardKindGiven'),
      ]
      for (const kind of kinds.settle([kindPlaces])) {
        const parts = kind.split(' ').map(Number)
        status.push(parts[0]!)
        uid.push(parts[1]!)
        template.push(parts[2]!)
        given.push(parts[3]!)
      }
      writeTemplates(columns, templates.settle([template], 1))
      columns.bytes('cardUid', planesOfUids(uids))
    },
  }
}

export type CardReader = { newFamily(): void; next(): Card; end(): void }

type Kind = { status: number | null; uidBytes: number; template: Template | null; given: number }

/** Its calls throw `PackRefused`. */
export function cardReader(columns: ColumnsReader, asOf: number): CardReader {
  const places = columns.numbers('card')
  const kinds = readKinds(columns, readTemplates(columns))
  const kindPlaces = columns.numbers('cardKind')
  const serials = columns.numbers('cardSerial')
  const uid = uidReader(columns.bytes('cardUid'))
  const submitted = columns.numbers('cardSubmitted')
  const distributed = columns.numbers('cardDistributed')
  const difference = (column: NumberReader): number => unzigzag(column.below(Number.MAX_SAFE_INTEGER))
  let family: Card[] = []

  const nextCard = (): Card => {
    const kind = kinds[kindPlaces.below(kinds.length)]!
    const cardNumber = kind.template === null ? null : kind.template(serials)
    const cardUid = kind.uidBytes === 0 ? null : uid.next(kind.uidBytes)
    const cardSubmittedOn = (kind.given & GIVEN.submitted) === 0 ? null : realDay(asOf - difference(submitted))
    const cardDistributedOn =
      (kind.given & GIVEN.distributed) === 0 ? null : realDay((cardSubmittedOn ?? asOf) + difference(distributed))
    return { cardNumber, cardUid, cardStatus: kind.status, cardSubmittedOn, cardDistributedOn }
  }

  return {
    newFamily: () => void (family = []),
    next() {
      const place = family.length === 0 ? 0 : places.below(family.length + 1)
      let card = family[place]
      if (card === undefined) family.push((card = nextCard()))
      return card
    },
    end: () => uid.end(),
  }
}

function readKinds(columns: ColumnsReader, templates: readonly Template[]): Kind[] {
  const status = columns.numbers('cardKindStatus')
  const uid = columns.numbers('cardKindUid')
  const template = columns.numbers('cardKindTemplate')
  const given = columns.numbers('cardKindGiven')
  return Array.from(status.values, () => {
    const code = status.below(CARD_STATUS.length + 1)
    const place = template.below(templates.length + 1)
    return {
      status: code === 0 ? null : code - 1,
      uidBytes: UID_BYTES[uid.below(UID_BYTES.length)]!,
      template: place === 0 ? null : templates[place - 1]!,
      given: given.below(GIVEN_SUMS),
    }
  })
}

function isSameCard(one: Card, row: CodedRow): boolean {
  return (
    one.cardNumber === row.cardNumber &&
    one.cardUid === row.cardUid &&
    one.cardStatus === row.cardStatus &&
    one.cardSubmittedOn === row.cardSubmittedOn &&
    one.cardDistributedOn === row.cardDistributedOn
  )
}

/** First bytes together, then second bytes, and so on: makers of chips write theirs in front. */
function planesOfUids(uids: readonly Buffer[]): Uint8Array[] {
  const planes: Uint8Array[] = []
  for (let at = 0; at < UID_BYTES.at(-1)!; at += 1) {
    const bytes = uids.filter((uid) => uid.length > at).map((uid) => uid[at]!)
    if (bytes.length > 0) planes.push(Uint8Array.from(bytes))
  }
  return planes
}

function uidReader(planes: readonly Uint8Array[]): { next(bytes: number): string; end(): void } {
  const places = planes.map(() => 0)
  return {
    next(bytes) {
      let text = ''
      for (let at = 0; at < bytes; at += 1) {
        const byte = planes[at]?.[places[at]!]
        if (byte === undefined) throw new PackRefused('malformed')
        places[at]! += 1
        text += HEX[byte]!
      }
      return text
    },
    end() {
      if (planes.some((plane, at) => places[at] !== plane.length)) throw new PackRefused('malformed')
    },
  }
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).toUpperCase().padStart(2, '0'),
)
