import type { FeedRefusal, FeedRefusalCode } from '../../../shared/domain/feed.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { AgeRefused } from '../../roster-files/pack/age-stream.ts'
import { PackRefused, type PackFault } from '../../roster-files/pack/pack.ts'

/** What a feed brought is not taken. Says counts, versions and codes; nothing of a person. */
export class InstallRefused extends Error {
  readonly refusal: FeedRefusal
  constructor(code: FeedRefusalCode, detail: FeedRefusal['detail'] = {}) {
    super(`install refused: ${code}`)
    this.refusal = { code, detail }
  }
}

const OF_PACK: Record<PackFault, FeedRefusalCode> = {
  'not-a-pack': 'pack-malformed',
  'newer-format': 'newer-format',
  truncated: 'pack-malformed',
  malformed: 'pack-malformed',
  'out-of-order': 'pack-contradicts',
  counts: 'pack-contradicts',
  trailing: 'pack-malformed',
}

/** Null: a bug, or a disk that fails. */
export function refusalOf(error: unknown): FeedRefusal | null {
  if (error instanceof InstallRefused) return error.refusal
  if (error instanceof PackRefused) return { code: OF_PACK[error.code], detail: { fault: error.code } }
  if (error instanceof AgeRefused) {
    return error.code === 'damaged'
      ? { code: 'pack-malformed', detail: { fault: 'encryption' } }
      : { code: error.code, detail: {} }
  }
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(errorCode(error)) ? { code: 'disk-full', detail: {} } : null
}
