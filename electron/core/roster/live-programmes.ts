import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { programmesInForce } from '../../../shared/domain/programmes-in-force.ts'
import type { Roster } from './roster.ts'

/** The definitions that judge now: those that ship, with what the feeds brought beside the versions that serve. */
export function liveProgrammes(
  shipped: readonly ProgrammeDefinition[],
  roster: Pick<Roster, 'state' | 'companions'>,
): () => readonly ProgrammeDefinition[] {
  return () => {
    const companions = roster.companions()
    if (companions.size === 0) return shipped
    const state = roster.state()
    const sources = state.kind === 'current' ? state.sources : []
    return programmesInForce(
      shipped,
      [...companions].map(([feed, { definitions }]) => ({
        programmes: sources.find(({ source }) => source === feed)?.programmes ?? [],
        definitions,
      })),
    )
  }
}
