import { BrowserWindow, session } from 'electron'
import { setTimeout as delay } from 'node:timers/promises'
import type { PrintOutcome } from '../core/server/shell-messages.ts'
import { APP_SCHEME, APP_URL, PRINT_PATH } from './guards.ts'
import { printWindow } from './window-options.ts'

const GIVE_UP_MS = 30_000
// The viewer draws after the load event and tells nobody when; too early, an empty page is printed.
const VIEWER_SETTLES_MS = 1_000

/** Prints a PDF on the default printer without a question. `failed` lets the page offer the same PDF instead. */
export async function printPdf(pdf: Uint8Array, title: string): Promise<PrintOutcome> {
  // A session of its own, forgotten afterwards: the letter is served to this window alone.
  const partition = session.fromPartition(`print-${crypto.randomUUID()}`)
  partition.protocol.handle(APP_SCHEME, () => new Response(new Uint8Array(pdf), { headers: PDF_HEADERS }))
  const options = printWindow()
  const window = new BrowserWindow({
    ...options,
    title,
    webPreferences: { ...options.webPreferences, session: partition },
  })
  try {
    return await Promise.race([print(window), delay(GIVE_UP_MS, 'failed' as const, { ref: false })])
  } catch {
    return 'failed'
  } finally {
    window.destroy()
  }
}

const PDF_HEADERS = { 'content-type': 'application/pdf', 'cache-control': 'no-store' }

async function print(window: BrowserWindow): Promise<PrintOutcome> {
  await window.loadURL(new URL(PRINT_PATH, APP_URL).href)
  await delay(VIEWER_SETTLES_MS)
  return new Promise((resolve) => {
    window.webContents.print({ silent: true, printBackground: true, pageSize: 'A4' }, (success) =>
      resolve(success ? 'printed' : 'failed'),
    )
  })
}
