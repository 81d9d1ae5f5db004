import { actorOf, os, type RouteDeps } from './implementer.ts'

export function backupRoutes({ core: { backups }, events }: RouteDeps) {
  return os.backup.router({
    state: os.backup.state.handler(() => backups.health()),
    policy: os.backup.policy.handler(() => backups.policy()),
    setPolicy: os.backup.setPolicy.handler(async ({ input, context }) => {
      const result = await backups.setPolicy(input, actorOf(context))
      if (result.kind === 'changed') events.publish({ kind: 'session' })
      return result
    }),
    files: os.backup.files.handler(() => backups.files()),
    create: os.backup.create.handler(async ({ context }) => {
      const created = await backups.create(actorOf(context))
      if (created.kind === 'failed') return created
      const { fileName, bytes, manifest } = created
      return { kind: 'made', fileName, bytes, totals: manifest.totals }
    }),
    verify: os.backup.verify.handler(({ input, context }) => backups.verify(input.fileName, actorOf(context))),
    takenOffSite: os.backup.takenOffSite.handler(({ context }) => backups.noteOffSite(actorOf(context))),
  })
}
