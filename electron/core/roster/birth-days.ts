import type { Db } from '../db/open-database.ts'
import { INSERT_BIRTH_DAY } from './snapshot-schema.ts'
import { freed, grown } from './sorted-places.ts'
import { writeAscending } from './varints.ts'

/** Who was born when: one day for each member, in their order. */
export type BirthDays = { add(day: number): void; write(db: Db): void }

/** So that every day of a date is above 0. */
const OFFSET = 1_000_000

export function birthDays(expected: number): BirthDays {
  let days = new Uint32Array(expected)
  let length = 0
  return {
    add(day) {
      if (length === days.length) days = grown(days)
      days[length] = day + OFFSET
      length += 1
    },
    write(db) {
      const insert = db.prepare(INSERT_BIRTH_DAY)
      const counts = new Map<number, number>()
      for (let index = 0; index < length; index += 1) {
        const day = days[index]!
        counts.set(day, (counts.get(day) ?? 0) + 1)
      }
      const known = [...counts.keys()].toSorted((a, b) => a - b)
      const ends = new Map<number, number>()
      let end = 0
      for (const day of known) {
        ends.set(day, end)
        end += counts.get(day) ?? 0
      }
      const members = new Uint32Array(length)
      for (let index = 0; index < length; index += 1) {
        const day = days[index]!
        const at = ends.get(day) ?? 0
        members[at] = index + 1
        ends.set(day, at + 1)
      }
      freed(days)
      for (const day of known) {
        const last = ends.get(day) ?? 0
        insert.run(day - OFFSET, writeAscending(members.subarray(last - (counts.get(day) ?? 0), last)))
      }
      freed(members)
    },
  }
}
