import type { Admission } from '../../../shared/domain/admission.ts'

/** Below this the clerk should act now. */
const URGENT_MS = 12 * 3_600_000

/** How much of a provisional guarantee's time is used (0 to 1) and left (ms, negative when overdue). */
export function timeLeft(admission: Admission, nowMs: number): { leftMs: number; used: number; urgent: boolean } {
  if (!admission.dueAt) return { leftMs: 0, used: 1, urgent: false }
  const due = Date.parse(admission.dueAt)
  const opened = Date.parse(admission.openedAt)
  const leftMs = due - nowMs
  const used = due > opened ? Math.min(1, Math.max(0, (nowMs - opened) / (due - opened))) : 1
  return { leftMs, used, urgent: leftMs < URGENT_MS }
}
