import { uptime } from 'node:os'
import type { IsoInstant } from '../../shared/domain/dates.ts'

/** The only source of time in the core; tests pass their own. */
export type Clock = { now(): IsoInstant }

/** Time since the machine was started, asleep or awake. It only goes forward, and whoever turns the clock does not move it. */
export type Uptime = { uptimeMs(): number }

export const systemUptime: Uptime = { uptimeMs: () => uptime() * 1000 }

export const systemClock: Clock = { now: () => new Date().toISOString() as IsoInstant }
