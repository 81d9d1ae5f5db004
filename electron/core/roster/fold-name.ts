/** The words of a name without case, accents and punctuation: `Siti Nur'aini` and `SITI NURAINI` give the same. */
export function foldName(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/[\p{M}'’‘`ʼ]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
