import { bech32 } from '@scure/base'

/** The key as the program takes it: the sheet prints it on two lines, in groups, and whoever types it keeps the spaces. */
export function recoveryKeyOf(typed: string): string {
  return typed.replaceAll(/\s+/g, '').toUpperCase()
}

/** Which sentence tells what is wrong with a recovery key before any file is opened; null: nothing. Its last letters prove the others. */
export function wrongKey(typed: string): 'keyMissing' | 'keyWrong' | 'keyMistyped' | null {
  const key = recoveryKeyOf(typed)
  if (key === '') return 'keyMissing'
  if (!key.startsWith('AGE-SECRET-KEY-1')) return 'keyWrong'
  return bech32.decodeUnsafe(key) ? null : 'keyMistyped'
}
