import { compareFeedVersions } from '../../shared/domain/feed.ts'
import { identityToRecipient } from 'age-encryption'
import { changeTable, writeChanges } from './change-file.ts'
import { countChanges } from './compare-rosters.ts'
import { makeEmpty } from './durable-files.ts'
import { makeVisible } from './make-visible.ts'
import { preparePublication, type Prepared } from './prepare-publication.ts'
import { pruneRepository } from './prune-repository.ts'
import type { PublishJob, PublishOutcome, PublishSummary } from './publication.ts'
import type { PublisherFolder } from './publisher-folder.ts'
import type { PublisherPorts } from './publisher-ports.ts'
import { fileSha256, readState, recipientsSha256, writeState, type PublishState } from './publish-state.ts'
import { renewSignatures } from './renew-signatures.ts'
import { readRepository, targetText, type Published } from './repository.ts'
import { stageDeltas, stageFull, type StagedDeltaFrom, type StagedFull } from './stage-publication.ts'
import { stopwatch } from './stopwatch.ts'
import { takeRoster, type TakenRoster } from './take-roster.ts'
import { underLock } from './under-lock.ts'
import { PROGRAMMES_TARGET, STATISTICS_TARGET } from '../roster-files/catalogue.ts'

/**
 * Publishes a roster CSV as the next version of the feed in `job.dir`. Until the last rename desks see what was published before, whole;
 * killed at any moment, the next publication cleans up and begins anew.
 */
export async function publishFeed(job: PublishJob, ports: PublisherPorts): Promise<PublishOutcome> {
  return underLock(job.dir, ports, async ({ folder, settings }) => {
    makeEmpty(folder.work)
    const prepared = await preparePublication(job, folder, settings, ports.now())
    pruneRepository(folder, prepared.published)
    return publish(job, prepared, ports)
  })
}

async function publish(job: PublishJob, prepared: Prepared, ports: PublisherPorts): Promise<PublishOutcome> {
  const state: PublishState = {
    format: 1,
    version: prepared.version,
    csvSha256: await fileSha256(job.csv),
    asOf: prepared.asOf,
    recipientsSha256: recipientsSha256(prepared.recipients),
    ownDefinitions: prepared.companion.ownDefinitions,
  }
  if (sameInput(prepared, state)) return unchanged(prepared)
  const watch = stopwatch()
  const roster = takeRoster(job, prepared, ports)
  try {
    watch.lap('reading')
    const staged = await stageFull(prepared, roster, (rows) =>
      job.onProgress({ stage: 'comparing', rows, fraction: rows / roster.rows }),
    )
    watch.lap('comparing')
    if (sameContent(prepared, staged, state)) {
      writeState(prepared.folder, { ...state, version: prepared.published!.catalogue.version })
      return unchanged(prepared)
    }
    job.onProgress({ stage: 'packing', rows: roster.rows, fraction: 0 })
    const deltas = await stageDeltas(prepared, staged)
    watch.lap('packing')
    const summary = summaryOf(prepared, roster, staged, deltas)
    if (job.dryRun) return { kind: 'not-signed', why: 'dry-run', summary, seconds: watch.seconds() }
    if (!(await job.confirm(summary))) return { kind: 'not-signed', why: 'declined', summary, seconds: watch.seconds() }
    watch.restart()
    job.onProgress({ stage: 'signing', rows: roster.rows, fraction: 0 })
    await keepChanges(prepared, staged, deltas)
    makeVisible(prepared, staged, deltas)
    writeState(prepared.folder, state)
    pruneRepository(prepared.folder, readRepository(prepared.folder).published)
    watch.lap('signing')
    return { kind: 'published', summary, seconds: watch.seconds() }
  } finally {
    roster.close()
  }
}

/** The very same file and circumstances as last time: known without reading a row. */
function sameInput({ folder, published, companion }: Prepared, now: PublishState): boolean {
  const last = readState(folder)
  if (published === null || last === null || last.version !== published.catalogue.version) return false
  return (
    now.csvSha256 !== '' &&
    last.csvSha256 === now.csvSha256 &&
    last.asOf === now.asOf &&
    last.recipientsSha256 === now.recipientsSha256 &&
    sameCompanion(folder, published, companion)
  )
}

/** Another file, perhaps in another order, that says the same of everybody. */
function sameContent({ folder, published, companion, asOf }: Prepared, staged: StagedFull, now: PublishState): boolean {
  if (published === null || published.catalogue.asOf !== asOf || staged.comparison.changed.size > 0) return false
  const last = readState(folder)
  return (
    (last === null || last.recipientsSha256 === now.recipientsSha256) && sameCompanion(folder, published, companion)
  )
}

function sameCompanion(folder: PublisherFolder, { targets }: Published, companion: Prepared['companion']): boolean {
  return (
    targetText(folder, targets, PROGRAMMES_TARGET) === companion.programmes &&
    targetText(folder, targets, STATISTICS_TARGET) === companion.statistics
  )
}

function unchanged({ folder, published, signers, now }: Prepared): PublishOutcome {
  const renewed = renewSignatures(folder, published!, signers, now)
  if (renewed.length > 0) pruneRepository(folder, readRepository(folder).published)
  return { kind: 'unchanged', version: published!.catalogue.version, renewed }
}

/** Before the version is visible: without it there is no merged delta over this step, so it must not be missing. */
async function keepChanges(
  { folder, published, identity }: Prepared,
  { comparison, header }: StagedFull,
  deltas: readonly StagedDeltaFrom[],
): Promise<void> {
  const step = deltas.find(({ from }) => from === published?.catalogue.version)
  if (step === undefined) return
  const recipient = identity === null ? null : await identityToRecipient(identity)
  await writeChanges(folder, step.from, header.to, changeTable(comparison), recipient)
}

function summaryOf(
  { version, asOf, published }: Prepared,
  roster: TakenRoster,
  { full, comparison }: StagedFull,
  deltas: readonly StagedDeltaFrom[],
): PublishSummary {
  const before = published?.catalogue
  return {
    version,
    asOf,
    people: roster.people,
    rows: roster.rows,
    before: before === undefined ? null : { version: before.version, people: before.people, rows: before.rows },
    changes: before === undefined ? null : countChanges(comparison),
    conflicting: roster.conflicts,
    rejected: roster.rowsRejected,
    rowsRead: roster.rowsRead,
    rejectsFile: roster.rejectsFile,
    ignoredColumns: roster.ignoredColumns,
    full: { bytes: full.length },
    deltas: deltas
      .map(({ from, length, changes }) => ({ from, bytes: length, changes }))
      .toSorted((a, b) => compareFeedVersions(b.from, a.from)),
  }
}
