import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'

const LOCKED_DOWN: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The spelling checker would fetch dictionaries and see every name typed.
  spellcheck: false,
  disableDialogs: true,
  // Chromium's own PDF viewer counts as a plug-in; there are no others.
  plugins: true,
}

/** The desk's window. The smallest monitor in use has 1366 x 768. */
export function deskWindow(preload: string, devTools: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Loket Sehat',
    autoHideMenuBar: true,
    webPreferences: { ...LOCKED_DOWN, preload, devTools },
  }
}

/** A window that nobody sees and that prints one PDF. It has no preload and no way to the core. */
export function printWindow(): BrowserWindowConstructorOptions {
  return { show: false, webPreferences: { ...LOCKED_DOWN, devTools: false } }
}
