import { judgeSecret, MIN_PIN_DIGITS } from '../../../shared/domain/secret-strength.ts'

/** A PIN that nobody would try first. `fill` puts random bytes into what it is given; the browser's own generator by default. */
export function randomPin(
  fill: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => crypto.getRandomValues(bytes),
): string {
  for (;;) {
    const pin = Array.from({ length: MIN_PIN_DIGITS }, () => digit(fill)).join('')
    if (judgeSecret(pin).kind === 'ok') return pin
  }
}

/** Bytes from 250 on would make small digits likelier. */
function digit(fill: (bytes: Uint8Array<ArrayBuffer>) => void): number {
  const bytes = new Uint8Array(1)
  do fill(bytes)
  while ((bytes[0] ?? 255) >= 250)
  return (bytes[0] ?? 0) % 10
}
