import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { FeedName, FeedRefusal, FeedSettings, FeedState, PullProgress, PullReport } from '../domain/feed.ts'
import { ProgrammeCode } from '../domain/identifiers.ts'
import { call } from './procedure.ts'
import { Busy, DiskFull } from './unwritten.ts'

/** What stands at `from`, believed by the root that was handed over, before anybody says yes to it. */
export const FeedOffer = z.strictObject({
  issuer: z.string(),
  programmes: z.array(ProgrammeCode),
  version: z.string(),
  /** SHA-256 of the root's text, hex: to be compared with the one the issuer read out or printed. */
  rootSha256: z.string(),
  /** The packs are encrypted, and no identity was given or the one given is not one of those they are encrypted to. */
  needsIdentity: z.boolean(),
})
export type FeedOffer = z.infer<typeof FeedOffer>

/** Why a feed was not added or changed. */
export const FeedNotAdded = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name-taken') }),
  z.strictObject({
    kind: z.literal('from-refused'),
    why: z.enum(['no-address', 'not-encrypted', 'not-absolute', 'inside-data']),
  }),
  z.strictObject({ kind: z.literal('root-refused'), why: z.enum(['file-not-found', 'not-a-root', 'expired']) }),
  z.strictObject({ kind: z.literal('identity-refused'), why: z.enum(['file-not-found', 'not-an-identity']) }),
  z.strictObject({ kind: z.literal('proxy-refused') }),
  z.strictObject({ kind: z.literal('too-many') }),
  /** The feed itself was refused. */
  z.strictObject({ kind: z.literal('refused'), refusal: FeedRefusal }),
])
export type FeedNotAdded = z.infer<typeof FeedNotAdded>

/** Paths are of this machine. */
export const FeedToAdd = z.strictObject({
  name: FeedName,
  from: FeedSettings.shape.from,
  rootPath: z.string().min(1).max(1024),
  identityPath: z.string().min(1).max(1024).nullable(),
  proxy: FeedSettings.shape.proxy,
})
export type FeedToAdd = z.infer<typeof FeedToAdd>

export const FeedToChange = z.strictObject({
  ...FeedSettings.pick({ name: true, from: true, everyMinutes: true, proxy: true }).shape,
  /** A new key for packs that are encrypted; null: the one there is stays. */
  identityPath: FeedToAdd.shape.identityPath,
})
export type FeedToChange = z.infer<typeof FeedToChange>

export const PullEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress: PullProgress }),
  /** Also when there was nothing newer: `route` is none. */
  z.strictObject({ kind: z.literal('done'), report: PullReport }),
  z.strictObject({ kind: z.literal('refused'), refusal: FeedRefusal, versionBefore: z.string().nullable() }),
])
export type PullEvent = z.infer<typeof PullEvent>

const Changed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed') }),
  z.strictObject({ kind: z.literal('unchanged') }),
  z.strictObject({ kind: z.literal('not-known') }),
  DiskFull,
  Busy,
])

export const feedContract = {
  list: call('signed-in').output(z.array(FeedState)),
  /** Looks at a feed without adding it. Nothing is written. */
  look: call('configure')
    .input(FeedToAdd)
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('offer'), offer: FeedOffer }),
        ...FeedNotAdded.options,
      ]),
    ),
  /** Adds what `look` showed: refused as `changed-meanwhile` when the feed shows something else by now. */
  add: call('configure')
    .input(
      z.strictObject({
        feed: FeedToAdd,
        offer: FeedOffer.pick({ issuer: true, programmes: true, rootSha256: true }),
        everyMinutes: FeedSettings.shape.everyMinutes,
      }),
    )
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('added') }),
        z.strictObject({ kind: z.literal('changed-meanwhile') }),
        ...FeedNotAdded.options,
        DiskFull,
        Busy,
      ]),
    ),
  change: call('configure')
    .input(FeedToChange)
    .output(z.discriminatedUnion('kind', [...Changed.options, ...FeedNotAdded.options])),
  /** Its members stop answering at once; its files go when the retention says. */
  remove: call('configure')
    .input(z.strictObject({ name: FeedName }))
    .output(Changed),
  /** Now, whatever the schedule says. Joins a pull that runs already. The pull goes on when nobody listens any more. */
  pull: call('enter')
    .input(z.strictObject({ name: FeedName }))
    .output(eventIterator(PullEvent)),
  /** The same for whoever sets feeds up: an administrator may not enter. */
  renew: call('configure')
    .input(z.strictObject({ name: FeedName }))
    .output(eventIterator(PullEvent)),
  /** Breaks off a pull that runs. */
  stop: call('configure')
    .input(z.strictObject({ name: FeedName }))
    .output(z.strictObject({ kind: z.literal('stopping') })),
}
