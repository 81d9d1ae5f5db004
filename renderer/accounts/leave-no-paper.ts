/** Takes every letter out of the page that was handed to the browser's print dialog. */
export function leaveNoPaper(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[title="PDF"]')) {
    URL.revokeObjectURL(frame.src)
    frame.remove()
  }
}
