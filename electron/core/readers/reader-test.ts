import type { TestEvent } from '../../../shared/contract/readers.ts'
import type { Caller, Sessions } from '../accounts/accounts.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import { toldQueue, type ToldQueue } from './told-queue.ts'

/** A burst of 200 reports and its scans are kept whole. */
const MOST_WAITING = 512
const LOOK_EVERY_MS = 500

/** "Scan anything, see what was read": one page at a time. The newest takes it from the one before, whose stream ends. */
export type ReaderTest = {
  listen(caller: Caller, signal: AbortSignal | undefined): AsyncGenerator<TestEvent, void, void>
  /** Who tests now, and still may. */
  tester(): Caller | null
  tell(event: TestEvent): void
  /** Ends it for whoever tests. */
  close(): void
}

export type ReaderTestDeps = {
  sessions: Pick<Sessions, 'idOf'>
  audit: AuditQueue
  /** Said when the first report is wanted, and when none is any more. */
  showReports: (on: boolean) => void
}

type Tester = { caller: Caller; session: string; queue: ToldQueue<TestEvent> }

export function readerTest({ sessions, audit, showReports }: ReaderTestDeps): ReaderTest {
  let tester: Tester | null = null

  function end(one: Tester): void {
    one.queue.end()
    if (tester !== one) return
    tester = null
    showReports(false)
  }

  /** Who was locked, signed out or disabled, and whose right was taken, gets nothing more. */
  const stillMay = (one: Tester) => mayTest(one.caller) && sessions.idOf(one.caller) === one.session

  function begin(caller: Caller): Tester | null {
    const actor = caller.session()?.name
    const session = sessions.idOf(caller)
    if (actor === undefined || session === null || !mayTest(caller)) return null
    const one = { caller, session, queue: toldQueue<TestEvent>(MOST_WAITING) }
    tester?.queue.end()
    tester = one
    audit.record([{ actor, action: 'readers-tested', subject: null, facts: {} }])
    showReports(true)
    return one
  }

  return {
    tester() {
      if (tester !== null && !stillMay(tester)) end(tester)
      return tester?.caller ?? null
    },
    async *listen(caller, signal) {
      const one = begin(caller)
      if (one === null) return
      const looking = setInterval(() => {
        if (!one.queue.ended() && !stillMay(one)) end(one)
      }, LOOK_EVERY_MS)
      looking.unref()
      try {
        while (signal?.aborted !== true && !one.queue.ended()) {
          const event = one.queue.take()
          if (event === undefined) await one.queue.waits(signal)
          else if (stillMay(one)) yield event
          else end(one)
        }
      } finally {
        clearInterval(looking)
        end(one)
      }
    },
    tell: (event) => tester?.queue.push(event),
    close() {
      if (tester !== null) end(tester)
    },
  }
}

function mayTest(caller: Caller): boolean {
  return caller.session()?.rights.includes('configure') ?? false
}
