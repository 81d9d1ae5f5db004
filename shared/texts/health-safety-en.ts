import type { HealthTexts } from './health-text.ts'

const notKnown = () => ({ so: 'Not known as long as the desk cannot be opened.', next: null })
const well = (so: string) => () => ({ so, next: null })
const RESTORE = 'Copy the folder "journal" away unchanged, then restore a backup into a new data folder.'

/** Of what keeps the desk's data safe. */
export const healthSafetyEn = {
  'data-folder': {
    private: well('Only its owner can enter it.'),
    'not-checked': well('It lies in the user profile; its access list is not looked at here.'),
    'not-private': (fact) => ({
      so: `Other users of this machine can enter it (mode ${fact.text('mode')}).`,
      next: 'Run "chmod 700" on it.',
    }),
    'not-owned': () => ({
      so: 'It belongs to another user of this machine.',
      next: 'Run the program as that user, or give the folder with all it holds to this one ("chown -R").',
    }),
    'not-writable': () => ({
      so: 'It cannot be written.',
      next: 'Check its owner and permissions, and that the disk is not read-only.',
    }),
    missing: () => ({ so: 'There is no such folder.', next: 'Check --data DIR and that the disk is there.' }),
  },
  'disk-space': {
    enough: (fact) => ({ so: `${fact.number('freeMb')} MB free.`, next: null }),
    low: (fact) => ({
      so: `Only ${fact.number('freeMb')} MB free.`,
      next: 'Free some space: importing member data needs it.',
    }),
    'nearly-full': (fact) => ({
      so: `Only ${fact.number('freeMb')} MB free.`,
      next: 'Free some space now: on a full disk nobody can be admitted.',
    }),
    'not-known': () => ({ so: 'The system does not say how much is free.', next: null }),
  },
  keys: {
    private: well('In a file that only its owner can read.'),
    sealed: well('Sealed by the operating system.'),
    missing: () => ({
      so: 'The key file keys/keys.json is gone: without it nothing can be read.',
      next: 'Put the file back, or restore a backup with the recovery kit into a new data folder.',
    }),
    'readable-by-others': () => ({
      so: 'Other users of this machine can read the key file.',
      next: 'Run "chmod 600" on keys/keys.json; if others use this machine, then change the keys ("loket keys rotate").',
    }),
    damaged: () => ({
      so: 'The key file is damaged: nothing can be read with it.',
      next: 'Put the file back, or restore a backup with the recovery kit into a new data folder.',
    }),
    'unsealing-failed': () => ({
      so: 'The operating system could not unseal the keys.',
      next: 'Sign in to this machine as the user who set up this desk.',
    }),
    'cannot-be-read': () => ({
      so: 'The keys cannot be read.',
      next: 'Check owner and permissions of the folder keys.',
    }),
    'rotation-unfinished': () => ({
      so: 'A change of keys was broken off.',
      next: 'Start the desk: it completes the change by itself.',
    }),
    'sealed-elsewhere': () => ({
      so: 'Sealed by the operating system for the desktop program; a command cannot open them.',
      next: 'Look at "Settings, Health" in the desktop program.',
    }),
    'not-known': notKnown,
  },
  journal: {
    sound: (fact) => ({
      so: `${fact.number('entries')} entries; its end is sound. Everything is checked with "loket doctor --full".`,
      next: null,
    }),
    verified: (fact) => ({
      so: `All ${fact.number('entries')} entries and ${fact.number('auditRows')} audit lines are in their place, unchanged and signed.`,
      next: null,
    }),
    'no-desk': () => ({
      so: 'Nobody has used this data folder: there is no desk in it.',
      next: 'Check --data DIR, or start the program and set up the desk.',
    }),
    missing: () => ({
      so: 'The journal file is gone although this desk has written one.',
      next: 'Put the file back, or restore a backup into a new data folder; do not start with an empty one.',
    }),
    damaged: (fact) => ({ so: `It is damaged at entry ${fact.number('seq')}.`, next: RESTORE }),
    'shorter-than-head': (fact) => ({
      so: `Entries at its end are gone, from ${fact.number('seq')} on.`,
      next: RESTORE,
    }),
    'other-desk': () => ({
      so: 'It belongs to another desk than the keys of this folder.',
      next: 'Put files of the same desk together.',
    }),
    'newer-than-program': () => ({
      so: 'A newer version of this program has written it.',
      next: 'Install that version or a later one.',
    }),
    'not-readable-with-keys': () => ({
      so: 'It cannot be read with the keys of this folder: it is damaged, or belongs to another desk.',
      next: RESTORE,
    }),
    'plain-file': () => ({ so: 'It is not encrypted, so it is not used.', next: RESTORE }),
    'cannot-be-opened': () => ({
      so: 'It cannot be opened.',
      next: 'Check owner and permissions of the folder journal, and that the disk is local and not full.',
    }),
    'not-known': notKnown,
  },
  audit: {
    sealed: (fact) => ({ so: `Lines: ${fact.number('rows')}; last sealed ${fact.moment('sealedAt')}.`, next: null }),
    empty: well('It has no line yet.'),
    'never-sealed': (fact) => ({
      so: `Lines: ${fact.number('rows')}; none of them under a signature yet.`,
      next: 'Nothing has to be done: a seal follows when somebody signs out or the desk is closed.',
    }),
    'seal-old': (fact) => ({
      so: `Lines under no signature: ${fact.number('unsealed')}; the last seal is ${fact.days('days')} old.`,
      next: 'Sign out at the end of each shift, or close the program once.',
    }),
    'rows-waiting': (fact) => ({
      so: `Lines that cannot be written at the moment: ${fact.number('rows')}.`,
      next: 'Free some space on the disk, and do not end the program before.',
    }),
    damaged: (fact) => ({
      so: `It is damaged at line ${fact.number('seq')}: changed, removed or moved.`,
      next: RESTORE,
    }),
    'not-known': notKnown,
  },
  clock: {
    right: well('It agrees with the journal.'),
    behind: (fact) => ({
      so: `It stands ${fact.number('minutes')} minutes behind the latest entry.`,
      next: 'Set date and time of this computer.',
    }),
    'far-ahead': (fact) => ({
      so: `The latest entry is ${fact.days('days')} old.`,
      next: 'If this desk was in use since, the clock is ahead: set date and time of this computer.',
    }),
    'before-program': () => ({ so: 'It stands before the year 2024.', next: 'Set date and time of this computer.' }),
    'not-known': notKnown,
  },
  backup: {
    good: (fact) => ({ so: `The last good one is of ${fact.moment('lastGoodAt')}.`, next: null }),
    running: well('One is being made now.'),
    never: () => ({
      so: 'There is none yet.',
      next: 'Make one now: "Settings, Backup", or "loket backup create DIR".',
    }),
    due: (fact) => ({
      so: `The last good one is of ${fact.moment('lastGoodAt')}: older than agreed.`,
      next: 'Leave the desk open, or make one now ("loket backup create DIR").',
    }),
    'folder-missing': () => ({
      so: 'The folder or disk for backups is not there.',
      next: 'Plug in the disk, or name another folder under "Settings, Backup".',
    }),
    failed: () => ({
      so: 'The last one failed.',
      next: 'Check space and permissions of the folder for backups, then make one ("loket backup create DIR").',
    }),
    unset: () => ({
      so: 'No folder for backups is named: if this disk fails, everything is lost.',
      next: 'Name a folder on another disk under "Settings, Backup".',
    }),
    'not-known': notKnown,
  },
  'off-site': {
    taken: (fact) => ({ so: `A copy was taken elsewhere ${fact.moment('offSiteAt')}.`, next: null }),
    due: (fact) => ({
      so: `The last copy was taken elsewhere ${fact.moment('offSiteAt')}.`,
      next: 'Take a backup file to another building, then press "A copy was taken elsewhere".',
    }),
    never: () => ({
      so: 'No copy was ever taken elsewhere.',
      next: 'Take a backup file to another building, then press "A copy was taken elsewhere".',
    }),
    'no-backup': () => ({ so: 'There is no backup that could be taken elsewhere.', next: null }),
    'not-known': notKnown,
  },
  'recovery-kit': {
    printed: (fact) => ({ so: `Printed ${fact.moment('printedAt')}.`, next: null }),
    outdated: () => ({
      so: 'The keys were changed after it was printed: it opens no new backup.',
      next: 'Print it again under "Settings, Keys", and destroy the old page once no old backup is needed.',
    }),
    never: () => ({
      so: 'It was never printed: without it no backup can be opened on another machine.',
      next: 'Print it under "Settings, Keys" and keep it outside this building, locked up.',
    }),
    'not-known': notKnown,
  },
  retention: {
    kept: (fact) => ({ so: `Replaced member data is removed after ${fact.days('rosterDays')}.`, next: null }),
    'rosters-due': (fact) => ({
      so: `${fact.number('count')} replaced versions of member data lie here longer than ${fact.days('rosterDays')}.`,
      next: 'Open the desk: it removes them when it starts.',
    }),
    'short-of-space': (fact) => ({
      so: `Only ${fact.number('freeMb')} MB are free, and ${fact.number('neededMb')} MB are needed: replaced member data is removed before its ${fact.days('rosterDays')}; the latest of it stays.`,
      next: 'Free space on this disk.',
    }),
    'not-known': notKnown,
  },
  logs: {
    written: (fact) => ({ so: `They can be written; ${fact.number('megabytes')} MB.`, next: null }),
    'not-writable': () => ({
      so: 'They cannot be written.',
      next: 'Check owner and permissions of the folder logs.',
    }),
    large: (fact) => ({
      so: `They hold ${fact.number('megabytes')} MB, more than this program writes.`,
      next: 'Look what lies in the folder logs.',
    }),
    'not-known': notKnown,
  },
} satisfies Partial<HealthTexts['words']>
