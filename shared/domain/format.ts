/** Digits in groups of four, as NIK, KK and card numbers are always shown: `3275 0215 0890 9901`. */
export function groupDigits(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ')
}
