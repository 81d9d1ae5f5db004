/** Null unless the text is a whole number from `min` to `max`. */
export function wholeNumber(text: string, min: number, max: number): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null
  const value = Number(text)
  return value >= min && value <= max ? value : null
}
