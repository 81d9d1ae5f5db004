import { readFileSync } from 'node:fs'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { KeyUnreadable } from './signing-keys.ts'

const ARMORED = '-----BEGIN AGE ENCRYPTED FILE-----'

/** The text of an identity file, itself encrypted when there is a passphrase. */
export async function protectedIdentity(identity: string, passphrase: string | null): Promise<string> {
  if (passphrase === null) return `${identity}\n`
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return armor.encode(await encrypter.encrypt(identity))
}

/** @throws {KeyUnreadable} */
export async function readIdentity(path: string, passphrase: string | null): Promise<string> {
  const file = path.replace(/^.*[\\/]/, '')
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch {
    throw new KeyUnreadable('not-found', file)
  }
  if (!text.startsWith(ARMORED)) return identityIn(text, file)
  if (passphrase === null) throw new KeyUnreadable('passphrase-missing', file)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return identityIn(await decrypter.decrypt(armor.decode(text), 'text'), file)
  } catch {
    throw new KeyUnreadable('passphrase-wrong', file)
  }
}

function identityIn(text: string, file: string): string {
  const line = text.split(/\r?\n/).find((one) => one.startsWith('AGE-SECRET-KEY-'))
  if (line === undefined) throw new KeyUnreadable('not-a-key', file)
  return line.trim()
}
