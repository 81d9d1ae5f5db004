const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const
const STEP = 1024

/** `840 KB`, `12,3 MB`: three figures at most. `number` writes a number in the reader's language. */
export function fileSize(bytes: number, number: (value: number) => string): string {
  let value = bytes
  let unit = 0
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP
    unit += 1
  }
  const rounded = unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10
  return `${number(rounded)} ${UNITS[unit]}`
}
