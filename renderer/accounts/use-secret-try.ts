import { useRef, useState } from 'react'
import type { SecretRefused } from '../../shared/contract/session.ts'

/** Why a PIN or passphrase led to nothing. `lost`: the connection broke off, or the program failed. */
export type SecretRefusal = SecretRefused | { kind: 'busy' } | { kind: 'disk-full' } | { kind: 'lost' }

export type SecretTry =
  | { kind: 'idle' }
  | { kind: 'checking' }
  | { kind: 'refused'; refusal: SecretRefusal; at: number }

/** One PIN on its way to the core at a time. `call` answers null when it was taken. */
export function useSecretTry(): {
  tried: SecretTry
  attempt: (call: () => Promise<SecretRefusal | null>) => Promise<boolean>
  forget: () => void
} {
  const [tried, setTried] = useState<SecretTry>({ kind: 'idle' })
  // A second press comes before React has shown the first.
  const sent = useRef(false)
  const attempt = async (call: () => Promise<SecretRefusal | null>) => {
    if (sent.current) return false
    sent.current = true
    setTried({ kind: 'checking' })
    const refusal = await call().catch((): SecretRefusal => ({ kind: 'lost' }))
    sent.current = false
    setTried(refusal ? { kind: 'refused', refusal, at: Date.now() } : { kind: 'idle' })
    return refusal === null
  }
  return { tried, attempt, forget: () => setTried({ kind: 'idle' }) }
}

/** Until when this operator has to wait, in ms since 1970 by the page's clock; 0 when they need not. */
export function waitUntil(tried: SecretTry, listed: { lockedOutForMs: number; readAt: number } | null): number {
  const told = tried.kind === 'refused' && tried.refusal.kind === 'locked-out' ? tried.at + tried.refusal.waitMs : 0
  const known = listed && listed.lockedOutForMs > 0 ? listed.readAt + listed.lockedOutForMs : 0
  return Math.max(told, known)
}

/** `4:05`, or `1:04:05`; never 0 while something is left. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
