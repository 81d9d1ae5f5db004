import type { ImportEvent } from '../../shared/contract/roster.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Core } from './open-core.ts'

/** Runs an import and yields its progress as it comes, then its outcome. The import goes on when nobody listens any more. */
export async function* importEvents(
  core: Pick<Core, 'importRoster'>,
  input: { path: string; asOf?: IsoDate | undefined },
  actor: string,
): AsyncGenerator<ImportEvent, void, void> {
  const waiting: ImportEvent[] = []
  let wake = () => {}
  const push = (event: ImportEvent) => {
    waiting.push(event)
    wake()
  }
  const running = core
    .importRoster(
      input.path,
      input.asOf === undefined ? {} : { asOf: input.asOf },
      (progress) => push({ kind: 'progress', progress }),
      actor,
    )
    .then((outcome) => push(outcome))
  // A failure is thrown to the listener below, also when it comes while nobody waits.
  running.catch(() => wake())
  for (;;) {
    const event = waiting.shift()
    if (event) {
      yield event
      if (event.kind !== 'progress') return
    } else {
      await Promise.race([running, new Promise<void>((resolve) => (wake = resolve))])
    }
  }
}
