import type { IsoInstant } from '../../shared/domain/dates.ts'

/** The only source of time in the core; tests pass their own. */
export type Clock = { now(): IsoInstant }

export const systemClock: Clock = { now: () => new Date().toISOString() as IsoInstant }
