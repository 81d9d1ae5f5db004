import { readFileSync } from 'node:fs'
import { Encrypter } from 'age-encryption'
import { recipientLines, type PublisherFolder } from './publisher-folder.ts'

export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}

/** For whom the packs are encrypted, the publisher included; null when a line is no recipient or the file is gone. */
export function readRecipients(folder: PublisherFolder): string[] | null {
  let text: string
  try {
    text = readFileSync(folder.recipients, 'utf8')
  } catch {
    return null
  }
  const recipients = [...new Set(recipientLines(text))]
  return recipients.length > 0 && recipients.every(isRecipient) ? recipients : null
}
