import { openDatabase } from '../db/open-database.ts'
import { isSignedBy } from '../journal/entry-hash.ts'
import { publicKeyFromBytes } from '../keys/keystore.ts'

export const SIGNATURES_SQL = 'SELECT seq, hash, signature FROM entries WHERE seq BETWEEN ? AND ? ORDER BY seq'

/** Some entries of a journal file, for a thread of their own: a signature takes more time than all else that is asked of an entry. */
export type SignatureJob = { path: string; key: Uint8Array; publicKey: Uint8Array; first: number; last: number }

/** The first entry whose signature is not this desk's over its hash; null: none. That the hash is right is judged elsewhere. */
export function firstUnsigned({ path, key, publicKey, first, last }: SignatureJob): number | null {
  const verifyKey = publicKeyFromBytes(Buffer.from(publicKey))
  const db = openDatabase(path, Buffer.from(key), 'read')
  try {
    const rows = db.prepare<[number, number], { seq: number; hash: string; signature: string }>(SIGNATURES_SQL)
    for (const { seq, hash, signature } of rows.iterate(first, last))
      if (!isSignedBy(verifyKey, hash, signature)) return seq
    return null
  } finally {
    db.close()
  }
}
