/** Whether every word of the filter begins a word of the name, in any order and without regard to case or accents. */
export function matchesName(name: string, filter: string): boolean {
  const words = wordsOf(name)
  return wordsOf(filter).every((part) => words.some((word) => word.startsWith(part)))
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}']+/u)
    .filter((word) => word !== '')
}
