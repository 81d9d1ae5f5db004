const MINUTE_MS = 60_000
const KEPT = 2_000

/** Whether something is said for the first time in this minute: what a page can repeat without end must not fill the audit trail. */
export function onceAMinute(uptimeMs: () => number): (key: string) => boolean {
  const last = new Map<string, number>()
  return (key) => {
    const now = uptimeMs()
    const before = last.get(key)
    if (before !== undefined && now - before < MINUTE_MS) return false
    last.delete(key)
    if (last.size >= KEPT) for (const oldest of [...last.keys()].slice(0, KEPT / 2)) last.delete(oldest)
    last.set(key, now)
    return true
  }
}
