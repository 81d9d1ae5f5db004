import { join } from 'node:path'
import type { Admission } from '../../../shared/domain/admission.ts'
import { connect } from '../journal/connection.ts'
import type { JournalFiles } from '../journal/open-journal.ts'
import { subjectHasher, type SubjectHasher } from '../journal/subject-hash.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { readPointer } from '../roster/pointer-file.ts'
import { rosterNumbers, type RosterNumber } from '../roster/roster-numbers.ts'

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

function listedNumbers({ folder, secrets, rosterVersion }: ResolveJob): Iterable<RosterNumber> {
  const reading = readPointer(folder.rosterDir)
  if (rosterVersion === null || reading.kind !== 'read') return []
  const { current, previous } = reading.pointer
  const entry = [current, previous].find((one) => one?.version === rosterVersion)
  if (entry === null || entry === undefined) return []
  return rosterNumbers(join(folder.rosterDir, entry.file), deriveKey(secrets, `roster/${entry.version}`))
}
