import { createHash, sign, verify, type KeyObject } from 'node:crypto'
import { KEY_ID_BYTES, encodeClaim, letterText, type LetterClaim } from '../../../shared/domain/letter-code.ts'
import { publicKeyBytes, publicKeyFromBytes } from '../keys/keystore.ts'

/** First 8 bytes of SHA-256 of the raw public key, as it stands in a letter's QR. */
export function keyIdBytes(publicKey: Uint8Array): Buffer {
  return createHash('sha256').update(publicKey).digest().subarray(0, KEY_ID_BYTES)
}

/** The same in 16 hex digits, as people and files name a desk's key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return keyIdBytes(publicKey).toString('hex')
}

/** The QR's text for one letter. Deterministic: Ed25519 draws no random numbers. */
export function signClaim(claim: LetterClaim, privateKey: KeyObject): string {
  const signed = encodeClaim(claim, keyIdBytes(publicKeyBytes(privateKey)))
  return letterText(signed, sign(null, signed, privateKey))
}

/** False too for a key that is no point of the curve. */
export function isSignedBy(publicKey: Buffer, signed: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, signed, publicKeyFromBytes(publicKey), signature)
  } catch {
    return false
  }
}
