import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setDesk, setHospital } from '../../../../electron/core/journal/change-settings.ts'
import { openCore, type Core } from '../../../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import type { PullEvent } from '../../../../shared/contract/feed.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { question } from '../../../support/desk-core.ts'
import { SHORT_LIMITS } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository, type TestPublication } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'
import { testHospital, turnedClock, type TurnedClock } from '../../../support/journal.ts'
import { signedInPage, type SignedInPage } from '../../../support/signed-in-page.ts'
import { feedIn, published, type Published } from '../roster/feed-fixture.ts'
import { person } from '../roster/roster-fixture.ts'

const PEOPLE = 40
const NAME = 'bekasi' as FeedName
/** Short, and not so short that a busy machine keeps an honest server waiting that long. */
const LIMITS = { ...SHORT_LIMITS, stallMs: 3_000, fileMs: 8_000 }
const WHOLE_TRAIL = { from: null, to: null, actor: null, action: null, subject: null }

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
  clock: TurnedClock
  /** Where what it fetches lies. */
  downloads: string
  /** For whatever an attack prepares. */
  aside: string
  /** Number of the version that serves. */
  serving(): number
  full(to: number, change?: (to: Published) => Published): Promise<Buffer>
  delta(from: number, to: number): Promise<Buffer>
  /** What an honest issuer would publish as the next version, with one thing changed. */
  next(change?: Partial<TestPublication>): Promise<TestPublication>
  /** What the page of a clerk who pulls is told at the end. */
  pulled(): Promise<Exclude<PullEvent, { kind: 'progress' }>>
  /** The same: a refusal's code, or the route. */
  pull(): Promise<string>
  /** The next honest version, published and pulled. */
  goOn(): Promise<string>
  /** What the desk answers to everybody's NIK, but for what belongs to the instant of asking. */
  answers(): Promise<string>
  /** What the page shows of the feed and of the roster. */
  shown(): Promise<Shown>
  /** Last line of the trail, as an auditor sees it. */
  lastLine(): Promise<number>
  /** What the trail says of feeds since that line, oldest first. */
  trailSince(seq: number): Promise<[actor: string, action: string, facts: object][]>
  /** An administrator removes the feed. */
  takeOff(): Promise<void>
  /** An administrator looks at the feed, then adds it. */
  addAgain(): Promise<void>
  remove(): Promise<void>
}

export type Shown = { refusal: string | null; feed: string; roster: string }

/**
 * A feed on a server that can do wrong, and a whole desk that serves its first version, with pages of a clerk, an auditor and an
 * administrator on its wire.
 */
export async function hostileFeed({
  freeBytes,
  programmes = ['kbs-bekasi'],
}: { freeBytes?: () => number | null; programmes?: readonly string[] } = {}): Promise<HostileFeed> {
  const aside = mkdtempSync(join(tmpdir(), 'loket-hostile-feed-'))
  const repository = feedRepository(join(aside, 'repository'))
  const server = await feedServer(repository.dir)
  const clock = turnedClock()
  const core = openDesk(join(aside, 'data'), clock, freeBytes)
  const [clerk, auditor, administrator] = [
    await signedInPage(core, 'clerk'),
    await signedInPage(core, 'auditor'),
    await signedInPage(core, 'administrator'),
  ]
  const packs = feedIn(aside, NAME, programmes)
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
    return { version: to, programmes, people: PEOPLE, rows: PEOPLE, full: await full(number), deltas, ...change }
  }

  async function pulled(): ReturnType<HostileFeed['pulled']> {
    for await (const event of await clerk.feed.pull({ name: NAME })) if (event.kind !== 'progress') return event
    throw new Error('a pull that ended without a word')
  }

  async function pull(): Promise<string> {
    const end = await pulled()
    if (end.kind === 'refused') return end.refusal.code
    serving = Number(end.report.versionAfter.slice(11))
    return end.report.route
  }

  async function goOn(): Promise<string> {
    repository.publish(await next())
    return pull()
  }

  async function addAgain(): Promise<void> {
    const rootPath = join(aside, 'root.json')
    writeFileSync(rootPath, repository.root)
    const feed = { name: NAME, from: server.url, rootPath, identityPath: null, proxy: null }
    const looked = await administrator.feed.look(feed)
    if (looked.kind !== 'offer') throw new Error(`the feed offers nothing: ${looked.kind}`)
    const { issuer, rootSha256 } = looked.offer
    const offer = { issuer, programmes: looked.offer.programmes, rootSha256 }
    const { kind } = await administrator.feed.add({ feed, offer, everyMinutes: null })
    if (kind !== 'added') throw new Error(`the feed was not added: ${kind}`)
  }

  const lines = async () => (await auditor.audit.list({ filter: WHOLE_TRAIL, before: null, limit: 500 })).lines

  repository.publish(await next())
  await addAgain()
  await pull()
  return {
    repository,
    server,
    clock,
    downloads: join(core.folder.root, 'feeds', NAME, 'downloads'),
    aside,
    serving: () => serving,
    full,
    delta,
    next,
    pulled,
    pull,
    goOn,
    answers: () => answersOf(clerk),
    shown: () => shownOn(clerk),
    lastLine: async () => (await lines())[0]?.seq ?? 0,
    async trailSince(seq) {
      const since = (await lines()).filter((line) => line.seq > seq && line.action.startsWith('feed-')).toReversed()
      return since.map(({ actor, action, facts }) => [actor, action, facts])
    },
    takeOff: async () => void (await administrator.feed.remove({ name: NAME })),
    addAgain,
    async remove() {
      core.close()
      await server.close()
      rmSync(aside, { recursive: true, force: true })
    },
  }
}

function openDesk(dataFolder: string, clock: TurnedClock, freeBytes?: () => number | null): Core {
  const core = openCore({
    dataFolder,
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock,
    feedLimits: LIMITS,
    ...(freeBytes === undefined ? {} : { freeBytes }),
  })
  setHospital(core.journal, testHospital, 'test')
  setDesk(core.journal, { code: 'A1' }, 'test')
  return core
}

async function answersOf(page: SignedInPage): Promise<string> {
  const answers = Array.from({ length: PEOPLE }, async (_, i) => {
    const text = person(i)['nik'] ?? ''
    const answer = await page.desk.check({ text, source: 'wedge', question: question() })
    return answer.kind === 'people'
      ? answer.candidates.map(({ name, verdict, programmes }) => [name, verdict, programmes])
      : answer.kind
  })
  return JSON.stringify(await Promise.all(answers))
}

async function shownOn(page: SignedInPage): Promise<Shown> {
  const [state] = await page.feed.list()
  const roster = await page.roster.state()
  const source = state?.source
  return {
    refusal: state?.refusal?.code ?? null,
    feed:
      source?.kind === 'serving' ? `${source.version}${source.fellBack ? ', fallen back' : ''}` : String(source?.kind),
    roster: roster.kind === 'current' ? `${roster.version}${roster.fellBack ? ', fallen back' : ''}` : roster.kind,
  }
}
