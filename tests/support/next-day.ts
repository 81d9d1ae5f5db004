import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import type { IsoDate } from '../../shared/domain/dates.ts'

export type NextDay = {
  /** A roster CSV as the demo writes it: these columns in this order, no quotation marks. */
  from: string
  to: string
  /** The day on which it all happened. */
  date: IsoDate
  seed: number
  /** Rows that change, of all: 0.005 is a usual day. */
  share: number
}

/** Rows, by what happened to them. */
export type NextDayCounts = {
  added: number
  ended: number
  suspended: number
  moved: number
  deceased: number
  cardLost: number
  renamed: number
  removed: number
}

const COLUMN = { nik: 0, name: 2, sex: 3, birthDate: 4, validFrom: 8, status: 10, statusSince: 11, district: 12 }
const RESIDENT_SINCE = 16
const JKN_NUMBER = 17
const CARD_STATUS = 22
const BLOCK_BYTES = 1 << 20

/** How often each happens, of a hundred changes; in this order. */
const MIX: [keyof NextDayCounts, number][] = [
  ['added', 22],
  ['ended', 22],
  ['moved', 16],
  ['deceased', 10],
  ['suspended', 10],
  ['cardLost', 10],
  ['renamed', 6],
  ['removed', 4],
]

/** Writes the CSV of the day after: the same rows, some of them changed, some new, some gone. The same bytes for the same input and seed. */
export function writeNextDay({ from, to, date, seed, share }: NextDay): NextDayCounts {
  const random = seeded(seed)
  const counts: NextDayCounts = {
    added: 0,
    ended: 0,
    suspended: 0,
    moved: 0,
    deceased: 0,
    cardLost: 0,
    renamed: 0,
    removed: 0,
  }
  const births = new Map<string, number>()
  const changed = (line: string): string => {
    if (random() >= share) return `${line}\n`
    const fields = line.split(',')
    const happened = drawn(random)
    const child = happened === 'added' ? born(fields, date, random, births) : null
    if (happened === 'added' && child === null) return `${line}\n`
    if (happened === 'cardLost' && fields[CARD_STATUS] === 'lost') return `${line}\n`
    counts[happened] += 1
    switch (happened) {
      case 'added':
        return `${line}\n${child}\n`
      case 'removed':
        return ''
      case 'cardLost':
        fields[CARD_STATUS] = 'lost'
        break
      case 'renamed':
        fields[COLUMN.name] = `${fields[COLUMN.name]?.slice(0, 100)} Contoh`
        break
      default:
        fields[COLUMN.status] = happened
        fields[COLUMN.statusSince] = date
    }
    return `${fields.join(',')}\n`
  }
  rewritten(from, to, changed)
  return counts
}

/** A child of this family, born on the day; null when this district's serials of the day are used up. */
function born(parent: string[], date: IsoDate, random: () => number, births: Map<string, number>): string | null {
  const girl = random() < 0.5
  const district = parent[COLUMN.district] ?? ''
  const day = Number(date.slice(8)) + (girl ? 40 : 0)
  const stem = `${district}${String(day).padStart(2, '0')}${date.slice(5, 7)}${date.slice(2, 4)}`
  const serial = births.get(stem) ?? 0
  if (serial > 99) return null
  births.set(stem, serial + 1)
  const child = [...parent]
  child[COLUMN.nik] = `${stem}99${String(serial).padStart(2, '0')}`
  child[COLUMN.name] = `${girl ? 'Putri' : 'Putra'} Contoh`
  child[COLUMN.sex] = girl ? 'P' : 'L'
  child[COLUMN.birthDate] = date
  child[COLUMN.validFrom] = date
  child[COLUMN.status] = 'active'
  child[COLUMN.statusSince] = ''
  child[RESIDENT_SINCE] = date
  child[JKN_NUMBER] = ''
  return child.join(',')
}

function drawn(random: () => number): keyof NextDayCounts {
  let left = random() * 100
  for (const [happened, weight] of MIX) {
    left -= weight
    if (left < 0) return happened
  }
  return 'renamed'
}

/** Every line behind the header through `change`, in blocks. */
function rewritten(from: string, to: string, change: (line: string) => string): void {
  const [input, output] = [openSync(from, 'r'), openSync(to, 'w', 0o600)]
  const block = Buffer.alloc(BLOCK_BYTES)
  let rest = ''
  let header = true
  try {
    for (;;) {
      const count = readSync(input, block, 0, BLOCK_BYTES, null)
      // Latin-1 both ways keeps every byte as it is.
      const lines = (rest + block.toString('latin1', 0, count)).split('\n')
      rest = count === 0 ? '' : (lines.pop() ?? '')
      let text = ''
      for (const line of lines) {
        if (line === '') continue
        text += header ? `${line}\n` : change(line)
        header = false
      }
      writeSync(output, text, null, 'latin1')
      if (count === 0) return
    }
  } finally {
    closeSync(input)
    closeSync(output)
  }
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
