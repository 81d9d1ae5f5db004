import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { foldOperatorName } from '../../../shared/domain/operator.ts'

const LOG_N = 16
const R = 8
const P = 1
const BYTES = 32

type Parameters = { logN: number; r: number; p: number; salt: Buffer }

/** Makes and checks the texts that stand for PINs and passphrases in the database. */
export type Verifiers = {
  make(name: string, secret: string): Promise<string>
  /** `verifier` null: nobody has this name; it takes as long all the same. */
  check(name: string, secret: string, verifier: string | null): Promise<boolean>
}

/**
 * scrypt makes each guess dear (64 MiB, RFC 7914); the HMAC makes guesses worth nothing to whoever has the database without the keys, for
 * a PIN of six digits is guessed in hours. The name goes in too: a verifier moved to another's row opens nothing.
 */
export function createVerifiers(pepper: Buffer): Verifiers {
  const seal = async (name: string, secret: string, parameters: Parameters): Promise<Buffer> =>
    createHmac('sha256', pepper)
      .update(`${foldOperatorName(name)}\n`)
      .update(await stretch(secret, parameters))
      .digest()
  return {
    async make(name, secret) {
      const parameters = { logN: LOG_N, r: R, p: P, salt: randomBytes(16) }
      const sealed = await seal(name, secret, parameters)
      return `scrypt$${LOG_N}$${R}$${P}$${parameters.salt.toString('base64url')}$${sealed.toString('base64url')}`
    },
    async check(name, secret, verifier) {
      const known = verifier === null ? NOBODYS : parse(verifier)
      const sealed = await seal(name, secret, known.parameters)
      return timingSafeEqual(sealed, known.sealed) && verifier !== null
    },
  }
}

const NOBODYS = { parameters: { logN: LOG_N, r: R, p: P, salt: Buffer.alloc(16) }, sealed: Buffer.alloc(BYTES) }

function parse(verifier: string): { parameters: Parameters; sealed: Buffer } {
  const [method, logN, r, p, salt = '', sealed = ''] = verifier.split('$')
  const bytes = Buffer.from(sealed, 'base64url')
  if (method !== 'scrypt' || bytes.length !== BYTES) throw new Error('a verifier is not what this program writes')
  const parameters = { logN: Number(logN), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64url') }
  return { parameters, sealed: bytes }
}

/** The same letters give the same bytes, however the keyboard composes them. */
function stretch(secret: string, { logN, r, p, salt }: Parameters): Promise<Buffer> {
  const N = 2 ** logN
  return new Promise((resolve, reject) => {
    // Twice what scrypt needs: OpenSSL counts a little more than 128 N r.
    const maxmem = 256 * N * r
    scrypt(secret.normalize('NFKC'), salt, BYTES, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
