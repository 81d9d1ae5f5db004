import { accountsRoutes } from './routes/accounts.ts'
import { admissionsRoutes } from './routes/admissions.ts'
import { auditRoutes } from './routes/audit.ts'
import { backupRoutes } from './routes/backup.ts'
import { demoRoutes } from './routes/demo.ts'
import { deskRoutes } from './routes/desk.ts'
import { feedRoutes } from './routes/feed.ts'
import { healthRoutes } from './routes/health.ts'
import { os, type RouteDeps } from './routes/implementer.ts'
import { keysRoutes } from './routes/keys.ts'
import { lettersRoutes } from './routes/letters.ts'
import { readersRoutes } from './routes/readers.ts'
import { rosterRoutes } from './routes/roster.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'

/** Maps each call of the contract to the service that answers it: one file for each area. No rule lives in them. */
export function createRouter(deps: RouteDeps) {
  return os.router({
    setup: setupRoutes(deps),
    session: sessionRoutes(deps),
    desk: deskRoutes(deps),
    admissions: admissionsRoutes(deps),
    letters: lettersRoutes(deps),
    readers: readersRoutes(deps),
    roster: rosterRoutes(deps),
    feed: feedRoutes(deps),
    accounts: accountsRoutes(deps),
    audit: auditRoutes(deps),
    backup: backupRoutes(deps),
    health: healthRoutes(deps),
    keys: keysRoutes(deps),
    demo: demoRoutes(deps),
  })
}
