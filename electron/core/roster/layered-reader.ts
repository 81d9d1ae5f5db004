import { dayNumber } from '../../../shared/domain/dates.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { compareRows, rosterRow, type CodedRow } from '../../roster-files/coded-row.ts'
import type { LayerFile } from './build-jobs.ts'
import { foldName } from './fold-name.ts'
import { FAMILY_LIMIT, SEARCH_LIMIT } from './look-up-limits.ts'
import type { PersonRows } from './roster.ts'
import { openSnapshotFile, type MemberPlace, type SnapshotFile } from './snapshot-file.ts'
import type { SnapshotFacts, SnapshotReader } from './snapshot-reader.ts'

/**
 * One version that lies in several files: a base, and over it layers that each hold everybody who changed, newest last. Answers like one
 * file of all rows.
 * @throws {OpenRefused | WrongSnapshot}
 */
export function openLayers(layers: readonly LayerFile[]): SnapshotReader {
  return layeredReader(openFiles(layers))
}

/** Base first. @throws {OpenRefused | WrongSnapshot}, with nothing left open */
export function openFiles(layers: readonly LayerFile[]): SnapshotFile[] {
  const files: SnapshotFile[] = []
  try {
    for (const { path, key } of layers) files.push(openSnapshotFile(path, key))
    return files
  } catch (error) {
    for (const file of files) file.close()
    throw error
  }
}

/** Newest first: whoever speaks for a person is the first that says so, else the base. */
export function speaksFor(files: readonly SnapshotFile[], nik: string): SnapshotFile {
  for (let index = files.length - 1; index > 0; index -= 1) if (files[index]!.overridden.has(nik)) return files[index]!
  return files[0]!
}

function layeredReader(files: readonly SnapshotFile[]): SnapshotReader {
  const facts = factsOf(files)

  const person = (file: SnapshotFile, nik: string): PersonRows | null => {
    const [first, ...others] = file.idsByNik(nik)
    if (first === undefined) return null
    const row = rosterRow(file.row(first))
    return { nik: row.nik, rows: [row, ...others.map((id) => rosterRow(file.row(id)))] }
  }

  /** The first people of each file that no newer file speaks for: together they hold the first of all. */
  const firstOfEach = <Place extends MemberPlace>(
    limit: number,
    candidates: (file: SnapshotFile) => Iterable<Place>,
    fits: (place: Place) => boolean,
  ): { file: SnapshotFile; nik: string; id: number }[] => {
    const found: { file: SnapshotFile; nik: string; id: number }[] = []
    for (const file of files) {
      const niks = new Set<string>()
      for (const place of candidates(file)) {
        if (niks.has(place.nik) || !fits(place) || speaksFor(files, place.nik) !== file) continue
        niks.add(place.nik)
        found.push({ file, nik: place.nik, id: place.id })
        if (niks.size === limit) break
      }
    }
    if (files.length === 1 || found.length < 2) return found
    const placed = found.map((one): [CodedRow, (typeof found)[number]] => [one.file.row(one.id), one])
    return placed
      .toSorted(([a], [b]) => compareRows(a, b))
      .slice(0, limit)
      .map(([, one]) => one)
  }

  const people = (found: { file: SnapshotFile; nik: string }[]): PersonRows[] =>
    found.flatMap(({ file, nik }) => person(file, nik) ?? [])

  return {
    facts,
    find(key) {
      if (key.kind === 'nik') return people([{ file: speaksFor(files, key.value), nik: key.value }])
      return people(firstOfEach(FAMILY_LIMIT, candidatesOf(key), () => true)).toSorted(oldestFirst)
    },
    search(name, birthDate) {
      const words = foldName(name)
      if (words.length === 0) return []
      const day = dayNumber(birthDate)
      const fits = (place: MemberPlace & { name: string }): boolean => {
        const folded = foldName(place.name)
        return words.every((word) => folded.some((part) => part.includes(word)))
      }
      return people(firstOfEach(SEARCH_LIMIT, (file) => file.byBirthDay(day), fits))
    },
    familySize: (kkNumber) =>
      firstOfEach(
        FAMILY_LIMIT,
        (file) => file.byKk(kkNumber),
        () => true,
      ).length,
    isWhole: () => files.every((file) => file.isWhole()),
    close() {
      for (const file of files) file.close()
    },
  }
}

function candidatesOf(key: Exclude<LookupKey, { kind: 'nik' }>): (file: SnapshotFile) => Iterable<MemberPlace> {
  switch (key.kind) {
    case 'kk':
      return (file) => file.byKk(key.value)
    case 'jkn':
      return (file) => file.byJkn(key.value)
    case 'card':
      return (file) => file.byCardNumber(key.value)
    case 'uid':
      return (file) => file.byCardUid(key.value)
    default:
      return unreachable(key)
  }
}

function factsOf(files: readonly SnapshotFile[]): SnapshotFacts {
  const newest = files.at(-1)
  if (newest === undefined) throw new Error('a version has at least one file')
  const { overridden: _, ...facts } = newest.facts
  const programmes = [...new Set(files.flatMap((file) => file.facts.programmes))].toSorted()
  const layered = files.slice(1).reduce((sum, file) => sum + file.facts.overridden, 0)
  return { ...facts, programmes, layered }
}

function oldestFirst(a: PersonRows, b: PersonRows): number {
  const [bornA, bornB] = [a.rows[0].birthDate, b.rows[0].birthDate]
  if (bornA !== bornB) return bornA < bornB ? -1 : 1
  return a.nik < b.nik ? -1 : 1
}
