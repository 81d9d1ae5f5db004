import { localDate } from '../../shared/domain/dates.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { Core } from './open-core.ts'

const DEFAULT_TIME_ZONE = 'Asia/Jakarta'

/** What a screen must know before it can show anything. */
export function sessionInfo(core: Core, order: { shell: 'electron' | 'browser'; version: string }): SessionInfo {
  const { journal, roster, clock, programmes } = core
  const now = clock.now()
  const hospital = journal.hospital()
  return {
    version: order.version,
    shell: order.shell,
    demo: journal.demo,
    hospital,
    desk: journal.desk(),
    programmes: [...programmes],
    roster: roster.state(),
    now,
    today: localDate(journal.now(), hospital?.timeZone ?? DEFAULT_TIME_ZONE),
    clockBehindSince: journal.clockBehindSince(),
  }
}
