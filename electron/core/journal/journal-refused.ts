export type JournalRefusal =
  | 'newer-than-program'
  | 'shorter-than-head'
  | 'missing'
  | 'damaged'
  | 'other-device'
  | 'demo-and-real-mixed'
  | 'clock-before-program'

/** The journal is not used as it is; nothing was changed. `seq`: the entry where it was noticed. */
export class JournalRefused extends Error {
  readonly code: JournalRefusal
  readonly seq: number | null
  constructor(code: JournalRefusal, seq: number | null = null) {
    super(SENTENCES[code])
    this.code = code
    this.seq = seq
  }
}

const SENTENCES: Record<JournalRefusal, string> = {
  'newer-than-program':
    'The journal was written by a newer version of this program: install that version or a later one.',
  'shorter-than-head':
    'Entries at the end of the journal are missing: copy the folder "journal" away unchanged and restore it from your backup.',
  missing:
    'The journal file is gone although this desk has written one: put the file back from your backup; do not start with an empty one.',
  damaged:
    'The journal is damaged: run "loket journal verify" to see where, copy the folder "journal" away unchanged and restore it from your backup.',
  'other-device':
    'The journal belongs to another desk than the keys of this data folder: put files of the same desk together.',
  'clock-before-program':
    'The clock of this computer stands before the year 2024: set its date and time, then start again.',
  'demo-and-real-mixed':
    'This data folder was started as a demo and stays one: name another folder with --data DIR for real patients.',
}
