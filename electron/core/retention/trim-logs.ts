import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { rotateLog } from '../server/log.ts'

const DAY_MS = 86_400_000
const LIVE = /^[a-z]+\.log$/
const ROTATED = /^[a-z]+\.log\.\d+$/

/**
 * Removes log lines older than `logDays`. A file that a process still writes is moved on first, as when it is full: what is written
 * meanwhile goes into the next one. Answers with how many files changed.
 */
export function trimLogs({ logDir, now, logDays }: { logDir: string; now: IsoInstant; logDays: number }): number {
  const until = Date.parse(now) - logDays * DAY_MS
  for (const name of readdirSync(logDir).filter((file) => LIVE.test(file))) {
    const path = join(logDir, name)
    if (linesOf(path).some((line) => isOlder(line, until))) rotateLog(path)
  }
  let changed = 0
  for (const name of readdirSync(logDir).filter((file) => ROTATED.test(file))) {
    const path = join(logDir, name)
    const lines = linesOf(path)
    const kept = lines.filter((line) => !isOlder(line, until))
    if (kept.length === lines.length) continue
    if (kept.length === 0) rmSync(path)
    else writeFileSync(path, `${kept.join('\n')}\n`, { mode: 0o600 })
    changed += 1
  }
  return changed
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean)
}

/** A line that cannot be read is as old as can be: nobody could use it. */
function isOlder(line: string, untilMs: number): boolean {
  const at = /"at":"([^"]+)"/.exec(line)?.[1] ?? ''
  return !(Date.parse(at) > untilMs)
}
