/** A PIN is digits alone; anything else is a passphrase. Never stored, logged or sent anywhere but to the core. */
export type SecretMethod = 'pin' | 'passphrase'

export type SecretJudgement = { kind: 'ok'; method: SecretMethod } | { kind: 'too-short' } | { kind: 'too-simple' }

export const MIN_PIN_DIGITS = 6
export const MIN_PASSPHRASE_LETTERS = 10
export const MAX_SECRET_LETTERS = 128

const STEPS_UP = '01234567890123456789'
const STEPS_DOWN = '98765432109876543210'

/** Whether a new PIN or passphrase may be taken. Pure. A PIN of one digit, of steps, or of a repeated part is the first that anybody tries. */
export function judgeSecret(secret: string): SecretJudgement {
  const text = secret.normalize('NFKC')
  const isPin = /^\d+$/.test(text)
  if (text.length < (isPin ? MIN_PIN_DIGITS : MIN_PASSPHRASE_LETTERS)) return { kind: 'too-short' }
  const distinct = new Set(text).size
  const repeats = /^(.{1,3})\1+$/u.test(text)
  const steps = STEPS_UP.includes(text) || STEPS_DOWN.includes(text)
  if (repeats || steps || distinct < 3) return { kind: 'too-simple' }
  return { kind: 'ok', method: isPin ? 'pin' : 'passphrase' }
}
