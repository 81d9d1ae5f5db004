import type { RestoreEvent } from '../../../shared/contract/setup.ts'
import { readRecoveryKey } from './recovery-key.ts'
import type { RestoreOutcome } from './restore-backup.ts'
import { runTask } from './run-task.ts'

export type RestoreRequest = {
  path: string
  /** As it stands on the recovery kit. */
  recoveryKey: string
  /** The unused data folder. */
  into: string
}

export type RestoreDeps = { workerUrl: URL; programVersion: string }

/**
 * Restores a backup into an unused data folder in a thread of its own, and yields how far it is, then how it ended. It goes on when nobody
 * listens any more. @throws when something happened that nobody foresaw
 */
export async function* restoreEvents(
  { path, recoveryKey, into }: RestoreRequest,
  { workerUrl, programVersion }: RestoreDeps,
): AsyncGenerator<RestoreEvent, void, void> {
  const identity = readRecoveryKey(recoveryKey)
  if (identity === null) return yield { kind: 'refused', fault: 'wrong-key' }
  const job = {
    path,
    identities: [identity],
    expected: { hospitalCode: null, device: null },
    into,
    actor: 'system',
    programVersion,
  }
  const waiting: RestoreEvent[] = []
  let wake = () => {}
  const push = (event: RestoreEvent) => {
    waiting.push(event)
    wake()
  }
  const running = runTask<'restore'>(workerUrl, { kind: 'restore', job }, (stage) =>
    push({ kind: 'progress', stage }),
  ).result.then((outcome) => push(eventOf(outcome)))
  // A failure is thrown to the listener below, also when it comes while nobody waits.
  running.catch(() => wake())
  for (;;) {
    const event = waiting.shift()
    if (event === undefined) await Promise.race([running, new Promise<void>((resolve) => (wake = resolve))])
    else {
      yield event
      if (event.kind !== 'progress') return
    }
  }
}

function eventOf(outcome: RestoreOutcome): RestoreEvent {
  if (outcome.kind === 'restored') return { kind: 'restored', totals: outcome.manifest.totals }
  // Another restore is filling this folder at the moment.
  if (outcome.fault === 'busy') return { kind: 'refused', fault: 'not-empty' }
  // The program works in this folder: that it may not be written to was said when it started.
  if (outcome.fault === 'not-writable') throw new Error(`restore failed: ${outcome.fault}`)
  return { kind: 'refused', fault: outcome.fault }
}
