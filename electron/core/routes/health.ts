import { examine } from '../health/examine.ts'
import { os, type RouteDeps } from './implementer.ts'

export function healthRoutes({ core }: RouteDeps) {
  return os.health.router({
    report: os.health.report.handler(async () => examine(core, null, await core.backups.missingHere())),
  })
}
