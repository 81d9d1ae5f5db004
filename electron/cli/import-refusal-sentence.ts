import type { ImportRefusal } from '../../shared/domain/roster-state.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'

/** One sentence that says why a roster file was refused and what to do. Nothing was changed in any of these cases. */
export function importRefusalSentence({ code, detail }: ImportRefusal): string {
  const at = detail['line'] === undefined ? '' : ` (line ${detail['line']})`
  switch (code) {
    case 'file-not-found':
      return 'There is no such file: check its name and folder.'
    case 'file-unreadable':
      return 'The file cannot be read: check that it is a CSV file and that you may read it.'
    case 'not-utf8':
      return `The file is not UTF-8${at}: save it again as "CSV UTF-8" and import that.`
    case 'no-header':
      return 'The first line does not name any roster column: put the header row (nik, kk_number, name, ...) on top.'
    case 'column-missing':
      return `The file lacks required columns: ${detail['columns']}; ask the issuer for a complete file.`
    case 'malformed-csv':
      return detail['columnsTwice'] === undefined
        ? `A quotation mark is opened and never closed${at}: correct that line or export the file again.`
        : `A column stands twice in the header: ${detail['columnsTwice']}; keep one of them.`
    case 'empty':
      return 'The file has a header and no rows: ask the issuer for the file again.'
    case 'too-many-rejects':
      return (
        `${detail['rejected']} of ${detail['read']} rows are wrong (${detail['percent']}%, limit ${detail['limitPercent']}%): ` +
        `see ${detail['rejectsFile']}, have them corrected, or allow more with --max-rejected.`
      )
    case 'shrinks-too-much':
      return (
        `The file has ${detail['rows']} rows where the current roster has ${detail['rowsBefore']} (${detail['percent']}% fewer): ` +
        'check that it is complete, then add --allow-shrink if it is.'
      )
    case 'older-than-current':
      return `The file is of ${detail['asOf']}, older than the current roster of ${detail['current']}: import the newer one, or correct the date with --as-of.`
    case 'as-of-in-future':
      return `The date ${detail['asOf']} lies in the future (today is ${detail['today']}): correct it with --as-of, or set this machine's clock.`
    case 'disk-full':
      return 'The disk is full: free some space and import again; the roster that was current still answers.'
    case 'busy':
      return 'Another import is running on this data folder: wait until it has ended.'
    default:
      return unreachable(code)
  }
}

/** 2: the file or the question is wrong. 1: the machine could not do it now. */
export function importRefusalExitCode({ code }: ImportRefusal): 1 | 2 {
  return code === 'disk-full' || code === 'busy' ? 1 : 2
}
