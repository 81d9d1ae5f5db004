/** A session that was opened or resumed by this process. Two connections may hold the same one: the broken one and the new one. */
export type LiveSession = {
  /** SHA-256 of the token in hex. */
  id: string
  operator: string
  /** Uptime when somebody was last at the keyboard. */
  activeMs: number
  /** Greater than that of every session that was last used before; not above 0 for one that only an earlier process saw used. */
  used: number
  /** Uptime when that was last written down. */
  writtenMs: number
  /** Whether it stands in the database: not when the disk was full as it began, and not once it was struck out there. */
  stored: boolean
  /** `locked` keeps whose it was. */
  ended: null | 'locked' | 'ended'
}
