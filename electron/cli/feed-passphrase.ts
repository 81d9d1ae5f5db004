import { askSecret, canAskSecret } from './ask-secret.ts'
import { fail } from './cli-context.ts'

const MIN_LENGTH = 12

/** The passphrase of a feed's keys: from LOKET_FEED_PASSPHRASE; null where none is set. */
export function givenPassphrase(): string | null {
  const given = process.env['LOKET_FEED_PASSPHRASE'] ?? ''
  return given === '' ? null : given
}

/** A new one, asked for twice when the environment holds none. */
export async function newPassphrase(): Promise<string> {
  const given = givenPassphrase() ?? (await askedTwice())
  if (given.length < MIN_LENGTH) fail(`A passphrase for keys has ${MIN_LENGTH} characters at least.`, 2)
  return given
}

/**
 * Runs `work` with the passphrase that is given, and again with one that is asked for when `work` says that it needs one and somebody is
 * there to type it.
 */
export async function withPassphrase<T>(
  work: (passphrase: string | null) => Promise<T>,
  isMissing: (outcome: T) => boolean,
): Promise<T> {
  const given = givenPassphrase()
  const outcome = await work(given)
  if (given !== null || !isMissing(outcome) || !canAskSecret()) return outcome
  return work(await askSecret('Passphrase of the keys: '))
}

async function askedTwice(): Promise<string> {
  if (!canAskSecret()) fail('Set LOKET_FEED_PASSPHRASE, or run this command at a terminal.', 2)
  const first = await askSecret('New passphrase of the keys: ', { another: true })
  const second = await askSecret('The same again: ')
  return first === second ? first : fail('The two are not the same: nothing was made.', 2)
}
