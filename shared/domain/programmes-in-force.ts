import type { ProgrammeDefinition } from './programme.ts'

/** What one feed brought, and what it may speak for here. */
export type FeedDefinitions = {
  programmes: readonly string[]
  definitions: readonly ProgrammeDefinition[]
}

/**
 * The definitions that judge: those that ship, each replaced by that of the feed that speaks for its programme, then those of programmes
 * that did not ship. A feed's definition of a programme that is not its own counts for nothing. Pure.
 */
export function programmesInForce(
  shipped: readonly ProgrammeDefinition[],
  feeds: readonly FeedDefinitions[],
): ProgrammeDefinition[] {
  const brought = new Map<string, ProgrammeDefinition>()
  for (const { programmes, definitions } of feeds) {
    for (const definition of definitions) {
      if (programmes.includes(definition.code)) brought.set(definition.code, definition)
    }
  }
  const own = new Set<string>(shipped.map(({ code }) => code))
  return [
    ...shipped.map((definition) => brought.get(definition.code) ?? definition),
    ...[...brought.values()].filter(({ code }) => !own.has(code)),
  ]
}
