/** How long a print frame stays: the browser's dialog blocks the page in some browsers and returns at once in others. */
const FRAME_LIFE_MS = 10 * 60_000
const LOAD_LIMIT_MS = 8_000

export type PdfFile = { pdfBase64: string; fileName: string }

/** Hands a PDF to the browser's own print dialog through a hidden frame. False when the frame could not be loaded or asked to print. */
export async function printPdf({ pdfBase64 }: PdfFile): Promise<boolean> {
  const url = URL.createObjectURL(pdfBlob(pdfBase64))
  const frame = document.createElement('iframe')
  frame.title = 'PDF'
  frame.tabIndex = -1
  frame.ariaHidden = 'true'
  frame.style.cssText = 'position:fixed;inline-size:0;block-size:0;inset:auto 0 0 auto;border:0;visibility:hidden'
  const remove = () => {
    frame.remove()
    URL.revokeObjectURL(url)
  }
  try {
    await loaded(frame, url)
    const focused = document.activeElement
    frame.contentWindow?.print()
    // The viewer may take the focus, and with it the next scan.
    window.focus()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    setTimeout(remove, FRAME_LIFE_MS)
    return true
  } catch {
    remove()
    return false
  }
}

/** Saves bytes through the browser's download. */
export function saveFile(contentBase64: string, fileName: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([bytesOf(contentBase64)], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), FRAME_LIFE_MS)
}

function loaded(frame: HTMLIFrameElement, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('print frame did not load')), LOAD_LIMIT_MS)
    frame.addEventListener('load', () => {
      clearTimeout(limit)
      resolve()
    })
    frame.src = url
    document.body.append(frame)
  })
}

function pdfBlob(base64: string): Blob {
  return new Blob([bytesOf(base64)], { type: 'application/pdf' })
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0)
}
