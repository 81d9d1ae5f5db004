import { statSync } from 'node:fs'
import { IsoInstant, localDate, type IsoDate } from '../../shared/domain/dates.ts'
import { compareFeedVersions, FeedVersion } from '../../shared/domain/feed.ts'
import { PROGRAMMES_TARGET, STATISTICS_TARGET, type Catalogue } from '../roster-files/catalogue.ts'
import { readIdentity } from './age-identity.ts'
import { readDefinitions, readStatistics, shippedDefinitions } from './companion-files.ts'
import { daysLeft } from './lifetimes.ts'
import { onlineSigners } from './online-signers.ts'
import type { PublishJob } from './publication.ts'
import { PublishRefused } from './publish-refusal.ts'
import type { PublisherFolder, PublisherSettings } from './publisher-folder.ts'
import { readState } from './publish-state.ts'
import { readRecipients } from './recipient-file.ts'
import { readRepository, targetText, type Published } from './repository.ts'
import type { Signers } from './sign-publication.ts'

/** Everything a publication needs beside the roster itself; read and checked before the long part begins. */
export type Prepared = {
  folder: PublisherFolder
  settings: PublisherSettings
  now: Date
  published: Published | null
  signers: Signers
  /** Null when packs are not encrypted. */
  recipients: readonly string[] | null
  /** The publisher's own, to read back what it encrypted; null when packs are not encrypted. */
  identity: string | null
  asOf: IsoDate
  version: FeedVersion
  companion: { programmes: string; statistics: string; ownDefinitions: boolean }
}

/** @throws {PublishRefused} {@link KeyUnreadable} {@link KeyNotTrusted} {@link RepositoryDamaged} */
export async function preparePublication(
  job: PublishJob,
  folder: PublisherFolder,
  settings: PublisherSettings,
  now: Date,
): Promise<Prepared> {
  const { root, published } = readRepository(folder)
  if (daysLeft(root.signed.expires, now) <= 0)
    throw new PublishRefused('root-expired', { expires: root.signed.expires })
  const signers = onlineSigners(folder, root, job.passphrase)
  const recipients = settings.encrypted ? readRecipients(folder) : null
  if (settings.encrypted && recipients === null) throw new PublishRefused('recipients-malformed')
  const identity = settings.encrypted ? await readIdentity(folder.publisherIdentity, job.passphrase) : null
  const asOf = dateOf(job, published?.catalogue ?? null, now)
  return {
    folder,
    settings,
    now,
    published,
    signers,
    recipients,
    identity,
    asOf,
    version: nextVersion(published?.catalogue ?? null, asOf),
    companion: companionOf(job, folder, settings, published),
  }
}

/** Today where the issuers are: a date is a date of their calendar. */
export function dateInIndonesia(instant: Date): IsoDate {
  return localDate(IsoInstant.parse(instant.toISOString()), 'Asia/Jakarta')
}

function dateOf(job: PublishJob, before: Catalogue | null, now: Date): IsoDate {
  const today = dateInIndonesia(now)
  const asOf = job.asOf ?? dateInIndonesia(writtenAt(job.csv))
  if (asOf > today) throw new PublishRefused('as-of-in-future', { asOf, today })
  if (before !== null && asOf < before.asOf) {
    throw new PublishRefused('older-than-current', { asOf, current: before.asOf })
  }
  return asOf
}

function writtenAt(csv: string): Date {
  const there = statSync(csv, { throwIfNoEntry: false })
  if (there === undefined) throw new PublishRefused('file-not-found')
  return there.mtime
}

function nextVersion(before: Catalogue | null, asOf: IsoDate): FeedVersion {
  const latest = before?.history
    .map(({ version }) => version)
    .toSorted(compareFeedVersions)
    .at(-1)
  const number = latest?.startsWith(asOf) === true ? Number(latest.slice(11)) + 1 : 1
  return FeedVersion.parse(`${asOf}-${number}`)
}

function companionOf(
  job: PublishJob,
  folder: PublisherFolder,
  { programmes }: PublisherSettings,
  published: Published | null,
): Prepared['companion'] {
  const former = (name: string) => (published === null ? null : targetText(folder, published.targets, name))
  const state = readState(folder)
  const keepsOwn = job.programmes === null && state?.ownDefinitions === true
  const formerDefinitions = keepsOwn ? former(PROGRAMMES_TARGET) : null
  return {
    programmes: formerDefinitions ?? text(definitionsOf(job, programmes)),
    statistics:
      job.statistics === null ? (former(STATISTICS_TARGET) ?? '[]') : text(readStatistics(job.statistics, programmes)),
    ownDefinitions: job.programmes !== null || formerDefinitions !== null,
  }
}

function definitionsOf(job: PublishJob, programmes: readonly string[]): ReturnType<typeof readDefinitions> {
  return job.programmes === null ? shippedDefinitions(programmes) : readDefinitions(job.programmes, programmes)
}

function text(reading: ReturnType<typeof readDefinitions> | ReturnType<typeof readStatistics>): string {
  if (!reading.ok) throw new PublishRefused(reading.refusal.code, reading.refusal.detail)
  return JSON.stringify(reading.value)
}
