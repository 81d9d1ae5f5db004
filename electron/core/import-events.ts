import type { ImportEvent } from '../../shared/contract/roster.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { eventsOfRun } from './events-of-run.ts'
import type { Core } from './open-core.ts'

/** Runs an import and yields its progress as it comes, then its outcome. The import goes on when nobody listens any more. */
export function importEvents(
  core: Pick<Core, 'importRoster'>,
  input: { path: string; asOf?: IsoDate | undefined },
  actor: string,
): AsyncGenerator<ImportEvent, void, void> {
  const options = input.asOf === undefined ? {} : { asOf: input.asOf }
  return eventsOfRun<ImportEvent, ImportEvent>((report) =>
    core.importRoster(input.path, options, (progress) => report({ kind: 'progress', progress }), actor),
  )
}
