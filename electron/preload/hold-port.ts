/**
 * Keeps the newest port until the page asks for it; later ones go to the page at once. A page that is loaded anew asks
 * in a new preload, so a port is handed over once.
 */
export function holdPort(page: Window, onPort: (listener: (port: MessagePort) => void) => void): void {
  let waiting: MessagePort | null = null
  let wanted = false
  const target = page.location.origin === 'null' ? '*' : page.location.origin
  const give = (port: MessagePort) => page.postMessage({ type: 'loket-port' }, target, [port])

  onPort((port) => {
    waiting?.close()
    waiting = null
    if (wanted) give(port)
    else waiting = port
  })
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== page || !isWanted(event.data)) return
    wanted = true
    if (waiting === null) return
    give(waiting)
    waiting = null
  })
}

function isWanted(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'loket-port-wanted'
}
