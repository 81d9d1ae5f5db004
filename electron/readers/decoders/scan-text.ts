import type { ReaderSettings } from '../../../shared/domain/reader.ts'
import { readUid } from '../../../shared/domain/uid.ts'
import type { Decoded } from './decoder.ts'
import { MAX_CHARACTERS, rejected } from './steps.ts'

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const AIM = /^\][A-Za-z][0-9A-Za-z]/
const LINE_END = /[\r\n]+$/
/** GS stands between the fields of a GS1 code; the others part lines and columns. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001C\u001E\u001F\u007F-\u009F\uFFFE\uFFFF]/

/** What a reader read, with everything that its programming put around it. */
type Read = { text: string; aim: string | null; reports: number }

/** The one place where a text loses its line end, symbology, prefix and suffix, and where a UID is recognised. */
export function scanOf(read: Read, settings: ReaderSettings): Decoded {
  if (read.text.length > MAX_CHARACTERS) return rejected('too-long')
  if (NOT_TEXT.test(read.text)) return rejected('not-text')
  const { text, aim } = withoutWrapping(read, settings)
  if (text === '') return rejected('truncated')
  // A printed code is not a chip, even where its characters would make a UID.
  const uid = aim === null ? readUid(text, settings.uid.order) : null
  const known = settings.uid.order === 'auto' ? null : (uid?.value ?? null)
  return { kind: 'scan', text: known ?? text, aim, uid, reports: read.reports }
}

/**
 * Scanners send UTF-8 for the QR codes that have it and one byte per character for the rest. What is not UTF-8 is therefore Latin-1.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return UTF_8.decode(bytes)
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  }
}

/** Makers put the prefix before or behind the AIM identifier; both are met. */
function withoutWrapping(read: Read, { prefix, suffix }: ReaderSettings): { text: string; aim: string | null } {
  const line = read.text.replace(LINE_END, '')
  const start = line.startsWith(prefix) ? prefix.length : 0
  const aim = read.aim ?? AIM.exec(line.slice(start))?.[0] ?? null
  const behind = line.slice(read.aim === null && aim !== null ? start + aim.length : start)
  const data = start === 0 && behind.startsWith(prefix) ? behind.slice(prefix.length) : behind
  const text = suffix !== '' && data.endsWith(suffix) ? data.slice(0, -suffix.length) : data
  return { text: text.replace(LINE_END, ''), aim }
}
