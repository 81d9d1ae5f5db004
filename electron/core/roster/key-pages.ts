import type { Db } from '../db/open-database.ts'
import { PACKED_BYTES, PACKED_JKN_BYTES } from './packed-number.ts'
import {
  EVERY_KEY_PAGE,
  INSERT_KEY_PAGE,
  KEY_PAGE_AT_OR_BELOW,
  KEY_PAGE_BELOW,
  KEY_PAGE_BY_ID,
  KEY_PAGE_FROM,
} from './snapshot-schema.ts'

export type KeyKind = 'nik' | 'kk' | 'jkn'

const KIND: Record<KeyKind, number> = { nik: 1, kk: 2, jkn: 3 }
const KEY_BYTES: Record<number, number> = { 1: PACKED_BYTES, 2: PACKED_BYTES, 3: PACKED_JKN_BYTES }
const PLACE_BYTES = 4
/** Four of them fill a page of SQLite. */
const ENTRIES_BYTES = 985

/** Keys, ascending: `read` writes the one of an index into the buffer and returns its place. */
export type SortedKeys = { length: number; read(index: number, into: Buffer, at: number): number }

type Page = { id: number; first: Buffer; entries: Buffer }

/**
 * Writes sorted keys with their places in pages of about a kilobyte: one byte that says how many leading bytes all keys of the page share,
 * then each key without these, with its place in four bytes.
 */
export function writeKeyPages(db: Db, kind: KeyKind, keys: SortedKeys): void {
  const insert = db.prepare(INSERT_KEY_PAGE)
  const width = KEY_BYTES[KIND[kind]] ?? 0
  const most = Math.floor((ENTRIES_BYTES - 1) / PLACE_BYTES)
  const block = Buffer.alloc((most + 1) * width)
  const places = new Uint32Array(most + 1)
  let start = 0
  while (start < keys.length) {
    let count = 0
    let shared = width
    for (; count < most && start + count < keys.length; count += 1) {
      places[count] = keys.read(start + count, block, count * width)
      const sharedHere = sharedBytes(block, count * width, width, shared)
      if (1 + (count + 1) * (width - sharedHere + PLACE_BYTES) > ENTRIES_BYTES) break
      shared = sharedHere
    }
    insert.run(KIND[kind], block.subarray(0, width), entriesOf(block, width, shared, places, count))
    start += count
  }
}

function sharedBytes(block: Buffer, at: number, width: number, atMost: number): number {
  let shared = 0
  while (shared < Math.min(atMost, width) && block[shared] === block[at + shared]) shared += 1
  return shared
}

function entriesOf(block: Buffer, width: number, shared: number, places: Uint32Array, count: number): Buffer {
  const size = width - shared + PLACE_BYTES
  const entries = Buffer.allocUnsafe(1 + count * size)
  entries[0] = shared
  for (let index = 0; index < count; index += 1) {
    const at = 1 + index * size
    block.copy(entries, at, index * width + shared, (index + 1) * width)
    entries.writeUInt32BE(places[index] ?? 0, at + width - shared)
  }
  return entries
}

export type KeyPages = {
  /** Where `key` stands, ascending. */
  places(kind: KeyKind, key: Buffer): Generator<number, void, void>
  /** The same at once, for keys that few share. */
  allPlaces(kind: KeyKind, key: Buffer): number[]
  /** Reads every page: keys and places ascend, as many as they should be. */
  areWhole(counts: Record<'nik' | 'kk', number>): boolean
}

export function openKeyPages(db: Db): KeyPages {
  const atOrBelow = db.prepare<[number, Buffer], Page>(KEY_PAGE_AT_OR_BELOW)
  const below = db.prepare<[number, Buffer], Page>(KEY_PAGE_BELOW)
  const from = db.prepare<[number, Buffer], Page>(KEY_PAGE_FROM)
  const byId = db.prepare<[number, number], Page>(KEY_PAGE_BY_ID)

  /** The pages where the key may stand; told `true` when no page behind holds it. */
  function* pagesWith(kind: KeyKind, key: Buffer): Generator<Page, void, boolean> {
    const code = KIND[kind]
    let page = atOrBelow.get(code, key)
    // Only then may the same key stand in pages before as well.
    if (page?.first.equals(key) === true) page = below.get(code, key) ?? from.get(code, key)
    while (page !== undefined) {
      if (yield page) return
      page = byId.get(page.id + 1, code)
    }
  }

  return {
    *places(kind, key) {
      const pages = pagesWith(kind, key)
      const found: number[] = []
      for (let page = pages.next(false); page.done !== true;) {
        found.length = 0
        const isLast = addPlaces(page.value, key, found)
        yield* found
        page = pages.next(isLast)
      }
    },
    allPlaces(kind, key) {
      const pages = pagesWith(kind, key)
      const found: number[] = []
      for (let page = pages.next(false); page.done !== true;) page = pages.next(addPlaces(page.value, key, found))
      return found
    },
    areWhole(counts) {
      const seen: Record<number, number> = { 1: 0, 2: 0, 3: 0 }
      const last: Record<number, Buffer> = {}
      for (const { kind, first, entries } of db.prepare<[], Page & { kind: number }>(EVERY_KEY_PAGE).iterate()) {
        const size = first.length - (entries[0] ?? 0) + PLACE_BYTES
        const previous = last[kind]
        if (previous !== undefined && previous.compare(first) > 0) return false
        if ((entries.length - 1) % size !== 0 || !ascends(entries, size)) return false
        seen[kind] = (seen[kind] ?? 0) + (entries.length - 1) / size
        last[kind] = Buffer.concat([
          first.subarray(0, entries[0]),
          entries.subarray(entries.length - size, entries.length - PLACE_BYTES),
        ])
      }
      return seen[KIND.nik] === counts.nik && seen[KIND.kk] === counts.kk
    },
  }
}

/** Adds the places of `key` on this page. True: what comes behind it is above `key`. */
function addPlaces({ first, entries }: Page, key: Buffer, found: number[]): boolean {
  const shared = entries[0] ?? 0
  const rest = key.length - shared
  const size = rest + PLACE_BYTES
  const count = (entries.length - 1) / size
  const head = first.compare(key, 0, shared, 0, shared)
  if (head !== 0) return head > 0
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = 1 + middle * size
    if (entries.compare(key, shared, key.length, at, at + rest) < 0) low = middle + 1
    else high = middle
  }
  for (; low < count; low += 1) {
    const at = 1 + low * size
    if (entries.compare(key, shared, key.length, at, at + rest) !== 0) return true
    found.push(entries.readUInt32BE(at + rest))
  }
  return false
}

/** Key and place together ascend: of equal keys the first place stands first. */
function ascends(entries: Buffer, size: number): boolean {
  for (let at = 1 + size; at < entries.length; at += size) {
    if (entries.compare(entries, at - size, at, at, at + size) <= 0) return false
  }
  return true
}
