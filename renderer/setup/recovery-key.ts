/** Which sentence tells what is wrong with a recovery key by its looks alone; null: nothing. */
export function wrongKey(key: string): 'keyMissing' | 'keyWrong' | null {
  const text = key.trim()
  if (text === '') return 'keyMissing'
  return /^AGE-SECRET-KEY-1[0-9A-Z]+$/i.test(text) ? null : 'keyWrong'
}
