/** Gives out each path to one holder at a time: a system that opens a device twice gives each report to only one of the two, or to both. */
export type PathTurns = { take: (path: string) => Promise<() => void> }

export function pathTurns(): PathTurns {
  const last = new Map<string, Promise<void>>()
  return {
    take: async (path) => {
      const before = last.get(path)
      const { promise: mine, resolve: release } = Promise.withResolvers<void>()
      last.set(path, mine)
      await before
      return () => {
        if (last.get(path) === mine) last.delete(path)
        release()
      }
    },
  }
}
