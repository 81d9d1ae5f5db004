import type { ReadersEvent, ReadersInfo } from '../../../shared/contract/readers.ts'
import type { Caller, Sessions } from '../accounts/accounts.ts'
import { toldQueue, type ToldQueue } from './told-queue.ts'

/** A page that reads nothing for so long has no use for a card any more: it may lie on another patient's papers. */
const STALE_MS = 5_000
const MOST_WAITING = 16

/** What only whoever works here may hear. */
export type ForWorker = Extract<ReadersEvent, { kind: 'scan' | 'rejected' }>

type Waiting = { event: ForWorker; session: string; atMs: number } | { event: { kind: 'unused' } }

type Page = { caller: Caller; queue: ToldQueue<Waiting>; infoDue: boolean }

/** The pages that listen to the readers, and which of them a scan is for. */
export type ReadingPages = {
  listen(caller: Caller, signal: AbortSignal | undefined): AsyncGenerator<ReadersEvent, void, void>
  /** For the page where somebody works, the one that was used last; where nobody does, all hear that it was not used. */
  tell(event: ForWorker): void
  /** Somebody tries the readers out: whoever works on another page than theirs hears that a scan did not come. */
  divert(to: Caller | null): void
  /** Each page is told how the readers are now, once it reads. */
  infoChanged(): void
}

export type ReadingPagesDeps = {
  sessions: Pick<Sessions, 'idOf' | 'lastUse'>
  uptimeMs: () => number
  info: () => ReadersInfo
}

export function readingPages({ sessions, uptimeMs, info }: ReadingPagesDeps): ReadingPages {
  /** In the order in which they came: of two streams of one page the newer one is read. */
  const pages = new Set<Page>()

  /** The page that somebody with the right to see patients used last. */
  function worked(): Page | null {
    const open = [...pages].filter(({ caller }) => worksHere(caller))
    return open.reduce<Page | null>((best, page) => {
      if (best === null) return page
      return sessions.lastUse(page.caller) >= sessions.lastUse(best.caller) ? page : best
    }, null)
  }

  /** Asked again as it leaves: the session may have been locked, ended or taken over while it waited. */
  function leaving(page: Page, waiting: Waiting): ReadersEvent {
    if (!('session' in waiting)) return waiting.event
    const isSame = worksHere(page.caller) && sessions.idOf(page.caller) === waiting.session
    return isSame && uptimeMs() - waiting.atMs < STALE_MS ? waiting.event : { kind: 'unused' }
  }

  return {
    async *listen(caller, signal) {
      const page: Page = { caller, queue: toldQueue(MOST_WAITING), infoDue: true }
      pages.add(page)
      try {
        while (signal?.aborted !== true) {
          if (page.infoDue) {
            page.infoDue = false
            yield { kind: 'info', info: info() }
            continue
          }
          const waiting = page.queue.take()
          if (waiting === undefined) await page.queue.waits(signal)
          else yield leaving(page, waiting)
        }
      } finally {
        pages.delete(page)
      }
    },
    tell(event) {
      const page = worked()
      const session = page === null ? null : sessions.idOf(page.caller)
      if (page !== null && session !== null) return page.queue.push({ event, session, atMs: uptimeMs() })
      for (const other of pages) other.queue.push({ event: { kind: 'unused' } })
    },
    divert(to) {
      for (const page of pages)
        if (page.caller !== to && worksHere(page.caller)) page.queue.push({ event: { kind: 'unused' } })
    },
    infoChanged() {
      for (const page of pages) {
        page.infoDue = true
        page.queue.wake()
      }
    },
  }
}

/** Locked, signed out, idle for too long, disabled since: nobody. */
function worksHere(caller: Caller): boolean {
  return caller.session()?.rights.some((right) => right === 'enter' || right === 'view') ?? false
}
