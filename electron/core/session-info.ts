import { localDate } from '../../shared/domain/dates.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { DEFAULT_POLICIES } from '../../shared/domain/policy.ts'
import type { Caller } from './accounts/accounts.ts'
import { DEMO_SECRET } from './demo/demo-hospital.ts'
import type { Core } from './open-core.ts'

const DEFAULT_TIME_ZONE = 'Asia/Jakarta'

/** What a screen must know before it can show anything. */
export function sessionInfo(
  core: Core,
  order: { shell: 'electron' | 'browser'; version: string },
  caller: Caller,
): SessionInfo {
  const { journal, roster, clock, programmes, backups } = core
  const now = clock.now()
  const hospital = journal.hospital()
  return {
    version: order.version,
    shell: order.shell,
    demo: journal.demo,
    demoSecret: journal.demo ? DEMO_SECRET : null,
    hospital,
    desk: journal.desk(),
    programmes: [...programmes()],
    roster: roster.state(),
    backup: backups.health(),
    operator: caller.session(),
    lockedBy: caller.lockedBy(),
    policy: journal.setting('session-policy') ?? DEFAULT_POLICIES.session,
    now,
    today: localDate(journal.now(), hospital?.timeZone ?? DEFAULT_TIME_ZONE),
    clockBehindSince: journal.clockBehindSince(),
  }
}
