import { createHmac, createSecretKey } from 'node:crypto'
import { deriveLastingKey, type Secrets } from '../keys/keystore.ts'

/** Whom a line is about: a number, of which only the keyed hash is stored, or that hash itself where the number is not known. */
export type AuditSubject = { kind: 'nik' | 'kk' | 'hash'; value: string }

/** Gives a person's keyed hash: the same on this desk for as long as the journal is kept, and nobody without its keys can tell who it is. */
export type SubjectHasher = (subject: AuditSubject) => string

export function subjectHasher(secrets: Secrets): SubjectHasher {
  // Bytes would be made a key object again at each row, which costs more than the hash.
  const key = createSecretKey(deriveLastingKey(secrets, 'audit-subject'))
  return ({ kind, value }) =>
    kind === 'hash' ? value : createHmac('sha256', key).update(`${kind}:${value}`).digest('hex')
}
