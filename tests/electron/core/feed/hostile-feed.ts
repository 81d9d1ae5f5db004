import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRoster } from '../../../../electron/core/roster/open-roster.ts'
import type { Roster } from '../../../../electron/core/roster/roster.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository, type TestPublication } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'
import { feedIn, published, type Published } from '../roster/feed-fixture.ts'
import { key, person, WORKER_URL } from '../roster/roster-fixture.ts'

const PEOPLE = 40

/** What stands where a pack can be cut: after its header, and after each part of each block. */
export function boundariesOf(pack: Buffer): number[] {
  const found = [4, 5, 9, 13]
  let at = 13 + pack.readUInt32LE(5)
  while (at < pack.length) {
    found.push(at, at + 9, at + 13)
    at += 13 + pack.readUInt32LE(at + 5)
  }
  return found.filter((one) => one < pack.length)
}

export type HostileFeed = {
  repository: FeedRepository
  server: FeedServer
  desk: FeedDesk
  roster: Roster
  /** For whatever an attack prepares. */
  aside: string
  /** Number of the version that serves. */
  serving(): number
  full(to: number, change?: (to: Published) => Published): Promise<Buffer>
  delta(from: number, to: number): Promise<Buffer>
  /** What an honest issuer would publish as the next version, with one thing changed. */
  next(change?: Partial<TestPublication>): Promise<TestPublication>
  /** A refusal's code, or the route. */
  pull(): Promise<string>
  /** The next honest version, published and pulled. */
  goOn(): Promise<string>
  /** The names of everybody, as the desk finds them. */
  answers(): string
  remove(): Promise<void>
}

/** A feed on a server that can do wrong, and a desk with a real journal and a real roster that serves its first version. */
export async function hostileFeed(freeBytes?: () => number | null): Promise<HostileFeed> {
  const aside = mkdtempSync(join(tmpdir(), 'loket-hostile-feed-'))
  const repository = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
  const server = await feedServer(repository.dir)
  let opened: Roster | null = null
  const desk = feedDesk((place) => {
    const { folder, secrets, clock } = place
    opened = openRoster({ folder, secrets, clock, workerUrl: WORKER_URL, checkAfterMs: 3_600_000 })
    return { roster: opened, ...(freeBytes === undefined ? {} : { freeBytes }) }
  })
  const roster = opened as unknown as Roster
  const packs = feedIn(aside, 'bekasi', ['kbs-bekasi'])
  let serving = 0
  let number = 0

  const version = (n: number) =>
    published(
      `2026-11-21-${n}`,
      Array.from({ length: PEOPLE }, (_, i) => person(i, { name: i === n % PEOPLE ? `Versi ${n}` : `Orang ${i}` })),
    )
  const bytesOf = async (made: Promise<{ packs: readonly { path: string }[] }>) =>
    readFileSync((await made).packs[0]?.path ?? '')

  const full: HostileFeed['full'] = (to, change = (one) => one) => bytesOf(packs.full(change(version(to))))
  const delta: HostileFeed['delta'] = (from, to) => bytesOf(packs.deltas([version(from), version(to)]))

  async function next(change: Partial<TestPublication> = {}): Promise<TestPublication> {
    number += 1
    const [from, to] = [`2026-11-21-${serving}`, `2026-11-21-${number}`]
    const deltas = serving === 0 ? [] : [{ from, to, bytes: await delta(serving, number), changes: 2 }]
    return { version: to, people: PEOPLE, rows: PEOPLE, full: await full(number), deltas, ...change }
  }

  async function pull(): Promise<string> {
    const outcome = await desk.pull('bekasi')
    if (outcome.kind === 'refused') return outcome.refusal.code
    serving = Number(outcome.report.versionAfter.slice(11))
    return outcome.report.route
  }

  async function goOn(): Promise<string> {
    repository.publish(await next())
    return pull()
  }

  repository.publish(await next())
  await desk.add('bekasi', server.url, repository.root)
  await pull()
  return {
    repository,
    server,
    desk,
    roster,
    aside,
    serving: () => serving,
    full,
    delta,
    next,
    pull,
    goOn,
    answers: () =>
      Array.from({ length: PEOPLE }, (_, i) => roster.find(key('nik', person(i)['nik'] ?? ''))[0]?.rows[0].name).join(),
    async remove() {
      desk.feeds().remove('bekasi' as FeedName, 'pengelola')
      desk.close()
      roster.close()
      await server.close()
      repository.remove()
      rmSync(aside, { recursive: true, force: true })
    },
  }
}
