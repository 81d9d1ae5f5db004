import type { RosterState } from '../../../shared/domain/roster-state.ts'
import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { versionBuilder } from './build-version.ts'
import { fileChecks } from './check-files.ts'
import { mergedLookUp } from './merged-look-up.ts'
import { removeLeftoversUnlessBuilding } from './roster-folder.ts'
import type { DeltaBase, FeedCompanion, Publication, Roster } from './roster.ts'
import { LOCAL, openServing, type RosterEvent } from './serving-snapshot.ts'
import { stateOfSources, type HighOf } from './state-of-sources.ts'
import { FeedVersion } from '../../../shared/domain/feed.ts'

export type RosterDeps = {
  folder: Pick<DataFolder, 'root' | 'rosterDir'>
  secrets: Secrets
  clock: Clock
  /** What serves below it is a fall-back. */
  highOf?: HighOf
  /** `snapshot-worker` as it runs here: the .ts source, or its bundle. */
  workerUrl: URL
  /** Event names, codes and counts; never a value of a person. */
  log?: (event: RosterEvent) => void
  /** How long after the start, and after each new version, whole files are checked against their hashes. */
  checkAfterMs?: number
}

const CHECK_AFTER_MS = 2000
/** How often a version that another process installed is looked for while nobody asks. */
const LOOK_EVERY_MS = 2000

/**
 * Opens the roster of a data folder. Look-ups notice a version that another process installed, and damage of the files they read: then
 * the version before of that source answers (`fellBack`), or the source is `damaged`. No feed answers before `setFeeds` named it.
 */
export function openRoster(deps: RosterDeps): Roster {
  const { folder, secrets, clock, workerUrl } = deps
  const { rosterDir } = folder
  const log = deps.log ?? (() => {})
  const highOf = deps.highOf ?? (() => null)
  const keyOf = (fileId: string): Buffer => deriveKey(secrets, `roster/${fileId}`)
  const listeners = new Set<(state: RosterState) => void>()
  removeLeftoversUnlessBuilding(rosterDir)

  const checks = fileChecks({
    rosterDir,
    workerUrl,
    serving: () => serving,
    log,
    afterMs: deps.checkAfterMs ?? CHECK_AFTER_MS,
  })
  const serving = openServing({
    rosterDir,
    keyOf,
    log,
    onFiles: checks.schedule,
    onChange() {
      const now = state()
      for (const listener of listeners) listener(now)
    },
  })
  const builder = versionBuilder({ folder, keyOf, clock, workerUrl, serving, log })
  const looking = setInterval(() => serving.now(), LOOK_EVERY_MS).unref()

  function state(): RosterState {
    return stateOfSources(serving.now(), clock.now(), highOf)
  }

  return {
    state,
    ...mergedLookUp(serving),
    import: builder.import,
    installPacks: builder.installPacks,
    deltaBase(source): DeltaBase | null {
      const now = serving.entryOf(source)
      if (now === null) return null
      const { version, people } = now.entry
      return { version: FeedVersion.parse(version), layeredShare: now.layered / Math.max(1, people) }
    },
    publications(source): ReadonlyMap<string, Publication> {
      const named = serving.pointerOf(source)
      const entries = named === null ? [] : [named.previous, named.current]
      return new Map(
        entries.flatMap((entry): [string, Publication][] =>
          entry === null || entry.publication === null ? [] : [[entry.version, entry.publication]],
        ),
      )
    },
    notePublication: builder.notePublication,
    companions(): ReadonlyMap<string, FeedCompanion> {
      const brought = serving.entries().flatMap(({ source, companion }): [string, FeedCompanion][] => {
        return source === LOCAL || companion === null ? [] : [[source, companion]]
      })
      return new Map(brought)
    },
    setFeeds: serving.setFeeds,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearInterval(looking)
      checks.close()
      builder.close()
      listeners.clear()
      serving.close()
    },
  }
}
