import type { ReadUid, RejectReason } from '../../../shared/domain/reader.ts'

/** What a report, or the silence after one, completed. */
export type Decoded =
  | { kind: 'scan'; text: string; aim: string | null; uid: ReadUid | null; reports: number }
  | { kind: 'rejected'; why: RejectReason }

/**
 * Turns the reports of one device into scans. Pure but for what it has been told: it reads no clock and throws nothing, whatever the bytes.
 * Times are ms of any steady clock.
 */
export type Decoder = {
  /** One report as the driver gave it, with or without its report id. Several scans where an unfinished one is given up for a new one. */
  report(bytes: Uint8Array, at: number): readonly Decoded[]
  /** When an unfinished scan is given up; null: nothing is unfinished. */
  deadline(): number | null
  /** The deadline passed. */
  expire(at: number): readonly Decoded[]
}
