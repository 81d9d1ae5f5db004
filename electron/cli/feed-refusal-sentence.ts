import { unreachable } from '../../shared/domain/unreachable.ts'
import type { PublishRefusal } from '../publisher/publish-refusal.ts'
import type { RotateRefusal } from '../publisher/rotate-keys.ts'
import { importRefusalExitCode, importRefusalSentence } from './import-refusal-sentence.ts'

/** One sentence that says why nothing was published or changed, and what to do. */
export function feedRefusalSentence(refusal: PublishRefusal | RotateRefusal): string {
  const { code, detail } = refusal as { code: RotateRefusal['code']; detail: PublishRefusal['detail'] }
  switch (code) {
    case 'not-a-feed':
      return 'There is no feed in this folder: check its name, or make one with "loket feed init DIR --issuer NAME --programme CODE".'
    case 'busy':
      return 'Another publication of this feed is running: wait until it has ended.'
    case 'repository-damaged':
      return `What was published is not as it was signed (${detail['file']}): bring the folder back from a backup before publishing again.`
    case 'settings-damaged':
      return 'publisher.json of this feed cannot be read: bring it back from a backup.'
    case 'recipients-malformed':
      return 'recipients.txt is missing or holds a line that is no age recipient (age1...): correct it and publish again.'
    case 'key-unreadable':
      return keySentence(String(detail['why']), String(detail['file']))
    case 'key-not-trusted':
      return `No key for the role ${detail['role']} is one that the root trusts: bring the right key file back, or replace it with "loket feed rotate-keys DIR --role ${detail['role']}".`
    case 'root-expired':
      return `The root expired on ${String(detail['expires']).slice(0, 10)}: renew it with "loket feed rotate-keys DIR --role root --root-key FILE --root-key FILE".`
    case 'statistics-unreadable':
      return 'The file after --statistics cannot be read as UTF-8 text: check its name and encoding.'
    case 'statistics-malformed':
      return `The statistics have a wrong value in line ${detail['line']}${of('column', detail['column'])}: correct it (programme, year, measure, value, source).`
    case 'statistics-foreign':
      return `This feed does not speak for ${detail['programmes']}: leave those figures out.`
    case 'programmes-unreadable':
      return 'The file after --programmes cannot be read as UTF-8 text: check its name and encoding.'
    case 'programmes-malformed':
      return `The programme definitions are not in the form that is described in docs/feed.md${of('field', detail['field'])}: correct them.`
    case 'programmes-missing':
      return `This program has no rules for ${detail['programmes']}: give them with --programmes FILE; if the code was mistyped, make the feed anew in another folder.`
    case 'programmes-foreign':
      return `This feed does not speak for ${detail['programmes']}: leave that definition out.`
    case 'programmes-contradict':
      return `A programme definition contradicts itself (${detail['why']}: ${[detail['programme'], detail['version'], detail['field']].filter((part) => part !== '').join(', ')}): correct it.`
    case 'too-few-root-keys':
      return `${detail['given']} of the root keys were given and ${detail['needed']} are needed: name the files on the sticks with --root-key FILE.`
    case 'root-key-unknown':
      return `The root of this feed does not know the key in ${detail['file']}: it is of another feed, or was replaced.`
    case 'duplicate-keys':
      return 'One key stands for two of the feed: with it one thief were enough where two keys are asked for; nothing was changed.'
    case 'disk-full':
      return 'The disk is full: free some space and publish again; what was published before is still valid.'
    case 'older-than-current':
      return `The file is of ${detail['asOf']}, older than what is published (${detail['current']}): publish the newer one, or correct the date with --as-of.`
    case 'shrinks-too-much':
      return `The file has ${detail['rows']} rows where ${detail['rowsBefore']} are published (${detail['percent']}% fewer): check that it is complete, then allow it with --max-shrink ${Math.floor(Number(detail['percent'])) + 1}% if it is.`
    case 'too-many-rejects':
      return `${detail['rejected']} of ${detail['read']} rows are wrong (${detail['percent']}%, limit ${detail['limitPercent']}%): see ${detail['rejectsFile']}, have them corrected, or allow more with --max-rejects.`
    case 'file-not-found':
    case 'file-unreadable':
    case 'not-utf8':
    case 'no-header':
    case 'column-missing':
    case 'malformed-csv':
    case 'empty':
    case 'as-of-in-future':
      return importRefusalSentence({ code, detail })
    default:
      return unreachable(code)
  }
}

/** 2: what was given is wrong. 1: it could not be done now. */
export function feedRefusalExitCode({ code }: PublishRefusal | RotateRefusal): 1 | 2 {
  switch (code) {
    case 'busy':
    case 'disk-full':
    case 'repository-damaged':
    case 'settings-damaged':
    case 'root-expired':
      return 1
    case 'file-not-found':
      return importRefusalExitCode({ code, detail: {} })
    default:
      return 2
  }
}

function keySentence(why: string, file: string): string {
  switch (why) {
    case 'passphrase-missing':
      return `The key ${file} is protected: give its passphrase in LOKET_FEED_PASSPHRASE, or run the command at a terminal.`
    case 'passphrase-wrong':
      return `The passphrase does not open the key ${file}: type it again.`
    case 'not-found':
      return `${file === 'keys' ? 'The folder' : 'The key file'} ${file} is not there: bring it back from where it is kept.`
    default:
      return `The file ${file} is no key of a feed: name the right one.`
  }
}

function of(what: string, value: string | number | undefined): string {
  return value === undefined || value === '' ? '' : `, ${what} ${value}`
}
