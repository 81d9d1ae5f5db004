export function count(number: number): string {
  return number.toLocaleString('en-US')
}

export function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${count(bytes)} bytes`
  return bytes < 10_000_000 ? `${count(Math.round(bytes / 1000))} kB` : `${count(Math.round(bytes / 1_000_000))} MB`
}
