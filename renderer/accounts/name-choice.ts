import type { SignInName } from '../../shared/contract/session.ts'

/** Names that hold every word of `filter`. */
export function namesLike(names: readonly SignInName[], filter: string): SignInName[] {
  const words = filter.trim().toLowerCase().split(/\s+/)
  return names.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
}

/** The name that is `step` further, going around; the first where none is chosen. */
export function neighbour(names: readonly SignInName[], chosen: string | null, step: number): string {
  const at = names.findIndex(({ name }) => name === chosen)
  const next = at < 0 ? names[0] : names[(at + step + names.length) % names.length]
  return next?.name ?? chosen ?? ''
}

/** How far a key moves the choice; 0 for every other key. */
export function stepOf(key: string): -1 | 0 | 1 {
  if (key === 'ArrowDown' || key === 'ArrowRight') return 1
  return key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0
}
