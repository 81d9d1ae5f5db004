/** Whether 13 digits carry a valid EAN-13 check digit. One JKN number in ten does by chance: a reason to warn, never to refuse. */
export function hasEanCheckDigit(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false
  const sum = Array.from(digits, (digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3)).reduce((a, b) => a + b)
  return sum % 10 === 0
}
