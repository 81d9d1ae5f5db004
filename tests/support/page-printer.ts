import type { Page } from '@playwright/test'

type Seen = Window & { printedPdfs: Promise<string>[]; printDialogs: number }

/**
 * Stands where paper would come out: keeps every PDF that the page hands to the browser, and counts the print dialogs instead of opening
 * them (a headless browser has none). Before the page is opened.
 */
export async function catchPrints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = window as unknown as Seen
    seen.printedPdfs = []
    seen.printDialogs = 0
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (object: Blob | MediaSource) => {
      if (object instanceof Blob && object.type === 'application/pdf') {
        seen.printedPdfs.push(
          new Promise((resolve) => {
            const reader = new FileReader()
            reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
            reader.readAsDataURL(object)
          }),
        )
      }
      return make(object)
    }
    const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
      get(this: HTMLIFrameElement) {
        if (this.title !== 'PDF') return real?.get?.call(this)
        return { focus: () => undefined, print: () => (seen.printDialogs += 1) }
      },
    })
  })
}

/** The PDFs printed so far, oldest first. */
export async function printed(page: Page): Promise<Uint8Array[]> {
  const pdfs = await page.evaluate(() => Promise.all((window as unknown as Seen).printedPdfs))
  return pdfs.map((base64) => Uint8Array.from(Buffer.from(base64, 'base64')))
}

export function printDialogs(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Seen).printDialogs)
}
