import { BrowserWindow, MessageChannelMain } from 'electron'
import type { Log } from '../core/server/log.ts'
import type { UtilityCore } from './utility-core.ts'
import { APP_URL } from './guards.ts'
import { guardKeys } from './wedge-guard.ts'
import { deskWindow } from './window-options.ts'

export type DeskWindow = {
  /** Gives the page a wire to the core that is ready now; at once, or when the page has loaded. */
  connect: (core: UtilityCore | null) => void
  focus: () => void
  onClosed: (listener: () => void) => void
}

/** Opens the desk's one window. A page that crashes is loaded again; each load and each core gets a new channel. */
export function openDeskWindow(deps: {
  preload: string
  devTools: boolean
  log: Log
  /** What a keyboard scanner typed, kept from the page; null: a scan that came in pieces. */
  onWedgeScan: (text: string | null) => void
}): DeskWindow {
  const window = new BrowserWindow(deskWindow(deps.preload, deps.devTools))
  const { webContents } = window
  let core: UtilityCore | null = null
  let loaded = false

  guardKeys({ keys: webContents, onScan: deps.onWedgeScan, onTorn: () => deps.onWedgeScan(null) })
  const handOver = () => {
    if (core === null || !loaded || window.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    core.hand(port1)
    webContents.postMessage('loket-port', null, [port2])
  }
  webContents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) loaded = false
  })
  webContents.on('did-finish-load', () => {
    loaded = true
    handOver()
  })
  webContents.on('render-process-gone', (_event, { reason }) => {
    deps.log.write('page.gone', { reason })
    if (reason !== 'clean-exit' && !window.isDestroyed()) webContents.reload()
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_URL)

  return {
    connect: (next) => {
      core = next
      handOver()
    },
    focus: () => {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    onClosed: (listener) => void window.on('closed', listener),
  }
}
