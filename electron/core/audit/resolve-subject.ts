import { join } from 'node:path'
import type { Admission } from '../../../shared/domain/admission.ts'
import { OpenRefused } from '../db/open-database.ts'
import { connect } from '../journal/connection.ts'
import type { JournalFiles } from '../journal/open-journal.ts'
import { subjectHasher, type SubjectHasher } from '../journal/subject-hash.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { entriesOf, readPointer } from '../roster/pointer-file.ts'
import { isDamage } from '../roster/is-damage.ts'
import { fileIdOf } from '../roster/roster-file-names.ts'
import { rosterNumbers, type RosterNumber } from '../roster/roster-numbers.ts'
import { WrongSnapshot } from '../roster/snapshot-reader.ts'

/** Whom a keyed hash stands for. `name` null: nobody here knows it. */
export type Resolved =
  | { kind: 'person'; key: string; name: string | null }
  | { kind: 'family'; key: string }
  | { kind: 'not-found' }

export type ResolveJob = {
  folder: Pick<JournalFiles, 'journal'> & { rosterDir: string }
  secrets: Secrets
  subject: string
  /** The version that serves; null: none does. */
  rosterVersion: string | null
}

type Known = { kind: 'nik'; value: string; name: string | null } | { kind: 'kk'; value: string }

/** Hashes every number that the admissions and the roster know until one gives `subject`: no list of hashes is kept anywhere. */
export function resolveSubject(job: ResolveJob): Resolved {
  const hashOf = subjectHasher(job.secrets)
  const found = findIn(admittedNumbers(job), hashOf, job.subject) ?? findIn(listedNumbers(job), hashOf, job.subject)
  if (found === null) return { kind: 'not-found' }
  return found.kind === 'kk'
    ? { kind: 'family', key: found.value }
    : { kind: 'person', key: found.value, name: found.name }
}

function findIn(numbers: Iterable<Known>, hashOf: SubjectHasher, subject: string): Known | null {
  for (const number of numbers) if (hashOf(number) === subject) return number
  return null
}

function* admittedNumbers({ folder, secrets }: ResolveJob): Generator<Known, void, void> {
  const { db, admissions } = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    for (const { person } of admissions.each()) yield* numbersOf(person)
  } finally {
    db.close()
  }
}

function* numbersOf({ nik, kkNumber, motherNik, name }: Admission['person']): Generator<Known, void, void> {
  if (nik !== null) yield { kind: 'nik', value: nik, name }
  if (motherNik !== null) yield { kind: 'nik', value: motherNik, name: null }
  if (kkNumber !== null) yield { kind: 'kk', value: kkNumber }
}

/** Of every source and both of its versions: who was changed or is gone since may have been looked up before. What cannot be read is left out. */
function* listedNumbers({ folder, secrets, rosterVersion }: ResolveJob): Generator<RosterNumber, void, void> {
  const reading = readPointer(folder.rosterDir)
  if (rosterVersion === null || reading.kind !== 'read') return
  const files = new Set(entriesOf(reading.pointer).flatMap(({ layers }) => layers.map(({ file }) => file)))
  for (const file of files) {
    try {
      yield* rosterNumbers(join(folder.rosterDir, file), deriveKey(secrets, `roster/${fileIdOf(file) ?? ''}`))
    } catch (error) {
      if (!(error instanceof WrongSnapshot || error instanceof OpenRefused || isDamage(error))) throw error
    }
  }
}
