import type { ImportRefusal } from '../../shared/domain/roster-state.ts'

/** Why nothing was published. What was published before is unchanged and valid. */
export type PublishRefusal = {
  code:
    | ImportRefusal['code']
    // Of the folder
    | 'not-a-feed'
    | 'settings-damaged'
    | 'repository-damaged'
    | 'recipients-malformed'
    // Of the keys
    | 'key-unreadable'
    | 'key-not-trusted'
    | 'root-expired'
    // Of the files beside the roster
    | 'statistics-unreadable'
    | 'statistics-malformed'
    | 'statistics-foreign'
    | 'programmes-unreadable'
    | 'programmes-malformed'
    | 'programmes-missing'
    | 'programmes-foreign'
    | 'programmes-contradict'
  /** Counts, lines, columns, names of files, codes: never a value of a person, never a secret. */
  detail: Record<string, string | number>
}

/** Ends a publication; caught where it began. */
export class PublishRefused extends Error {
  readonly refusal: PublishRefusal
  constructor(code: PublishRefusal['code'], detail: PublishRefusal['detail'] = {}) {
    super(`not published: ${code}`)
    this.refusal = { code, detail }
  }
}
