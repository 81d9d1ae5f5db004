import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { testKey, type RoleName } from '../../../support/feed-repository.ts'
import type { Misbehaviour } from '../../../support/feed-server.ts'
import type { HostileFeed } from './hostile-feed.ts'

/** Lays the attack out; what it gives back undoes what the next honest publication would not. */
export type Attack = (feed: HostileFeed) => Promise<void | (() => void | Promise<void>)>

export const metadata = ({ repository }: HostileFeed, name: string) => join(repository.dir, 'metadata', name)

export function serverDoes(on: RegExp, how: Misbehaviour): Attack {
  return async ({ repository, server, next }) => {
    repository.publish(await next())
    server.misbehave(on, how)
    return () => server.behave()
  }
}

export function signedBy(role: RoleName): Attack {
  return async ({ repository, next, serving }) => {
    const good = repository.keys()[role]
    repository.keys()[role] = [testKey()]
    // Damaged, with its own true hash in what is signed.
    repository.publish(await next({ full: Buffer.from(`forged ${serving()}`), deltas: [] }))
    repository.keys()[role] = good
  }
}

export function expired(role: 'targets' | 'snapshot' | 'timestamp'): Attack {
  return async ({ repository, next }) => {
    const amend = (documents: Record<typeof role, { signed: object }>) =>
      Object.assign(documents[role].signed, { expires: '2026-11-20T00:00:00Z' })
    repository.publish(await next({ amend }))
  }
}

export function nextRoot(make: (feed: HostileFeed) => void): Attack {
  return async (feed) => {
    make(feed)
    return () => unlinkSync(metadata(feed, '2.root.json'))
  }
}

export function fullPack(change: (pack: Buffer) => Buffer): Attack {
  return async ({ repository, next }) => {
    const honest = await next({ deltas: [] })
    repository.publish({ ...honest, full: change(Buffer.from(honest.full ?? [])) })
  }
}

export function deltaPack(make: (feed: HostileFeed, to: number) => Promise<Buffer>): Attack {
  return async (feed) => {
    // A whole version below, so that a delta is due.
    feed.repository.publish(await feed.next({ deltas: [] }))
    await feed.pull()
    const honest = await feed.next()
    const [delta] = honest.deltas ?? []
    if (delta === undefined) throw new Error('nothing serves')
    const bytes = await make(feed, Number(honest.version.slice(11)))
    feed.repository.publish({ ...honest, full: Buffer.alloc(100_000), deltas: [{ ...delta, bytes }] })
  }
}

export function says(change: Parameters<HostileFeed['next']>[0]): Attack {
  return async ({ repository, next }) => void repository.publish(await next(change))
}
