/** The worker threads of the core where it runs from its sources. The bundle has its own beside it. */
export const SOURCE_WORKERS = {
  snapshot: new URL('./roster/snapshot-worker.ts', import.meta.url),
  press: new URL('./letters/press-worker.ts', import.meta.url),
  audit: new URL('./audit/audit-worker.ts', import.meta.url),
  backup: new URL('./backup/backup-worker.ts', import.meta.url),
}
