import { describe, expect, it } from 'vitest'
import { deskWindow, printWindow } from '../../../electron/main/window-options.ts'

describe.each([
  ['the desk', deskWindow('/out/preload/preload.cjs', false)],
  ['the printing', printWindow()],
])('the window of %s', (_name, { webPreferences }) => {
  it('runs its page in a sandbox, apart from Node, without web views, spelling service or developer tools', () => {
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    })
  })
})

describe('the window of the desk', () => {
  it('fits the smallest monitor in use', () => {
    expect(deskWindow('', false)).toMatchObject({ width: 1366, height: 768, minWidth: 1024, minHeight: 700 })
  })
})

describe('the window of the printing', () => {
  it('is never seen and has no preload', () => {
    expect(printWindow()).toMatchObject({ show: false })
    expect(printWindow().webPreferences).not.toHaveProperty('preload')
  })
})
