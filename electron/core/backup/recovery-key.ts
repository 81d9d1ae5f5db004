import { bech32 } from '@scure/base'

const PREFIX = 'age-secret-key-'
const KEY_BYTES = 32

/**
 * The identity that somebody read off the recovery kit: with blanks or line ends in it, in small letters or capitals. Null when it is not
 * one; the checksum finds every mistyped letter (Bech32, BIP 173).
 */
export function readRecoveryKey(text: string): string | null {
  const typed = text.replaceAll(/\s/g, '').toLowerCase()
  try {
    const { prefix, bytes } = bech32.decodeToBytes(typed)
    return prefix === PREFIX && bytes.length === KEY_BYTES ? typed.toUpperCase() : null
  } catch {
    return null
  }
}
