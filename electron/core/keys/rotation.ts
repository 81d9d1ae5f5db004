import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { discardRekeyed, rekeyJournal, type RekeyedJournal } from '../journal/rekey-journal.ts'
import { rekeyRoster, type RekeyedRoster } from '../roster/rekey-roster.ts'
import { removeLeftovers } from '../roster/roster-folder.ts'
import type { Log } from '../server/log.ts'
import { deriveKey, type Secrets, type StagedSecrets } from './keystore.ts'

export type RotationDeps = { folder: DataFolder; clock: Clock; log: Log; programVersion: string }

export type Rotated = {
  /** Null: there is no journal, or it had its key already. */
  journalSeconds: number | null
  rosters: RekeyedRoster['done']
  unreadableRosters: string[]
}

/**
 * Gives every database of the folder the staged keys. All of them are built aside first, and nothing that follows needs space on the disk:
 * what cannot be completed leaves all as it was. Whatever instant it is ended at, calling it again completes it. The folder must be taken alone.
 * `current`: null where they cannot be read any more. @throws OpenRefused, JournalRefused, and the errors of a full disk
 */
export function rekeyDatabases(deps: RotationDeps, current: Secrets | null, staged: StagedSecrets): Rotated {
  const { folder } = deps
  const startedAt = performance.now()
  let journal: RekeyedJournal
  let journalSeconds: number
  let roster: RekeyedRoster
  try {
    journal = rekeyJournal({ ...deps, current, staged })
    journalSeconds = Math.round((performance.now() - startedAt) / 10) / 100
    roster = rekeyRoster({
      rosterDir: folder.rosterDir,
      keyOf: (fileId) => {
        const purpose = `roster/${fileId}`
        const to = deriveKey(staged.secrets, purpose)
        return { from: current === null ? to : deriveKey(current, purpose), to }
      },
    })
  } catch (error) {
    discardRekeyed(folder)
    removeLeftovers(folder.rosterDir)
    throw error
  }
  // The journal first: as long as it has its former key, no other file has a new one.
  journal?.install()
  roster.install()
  return {
    journalSeconds: journal === null ? null : journalSeconds,
    rosters: roster.done,
    unreadableRosters: roster.unreadable,
  }
}
