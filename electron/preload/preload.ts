/** Marks the page as Electron's and hands it a port to the core whenever there is a new one. The page gets nothing else. */
import { contextBridge, ipcRenderer } from 'electron'
import { holdPort } from './hold-port.ts'

contextBridge.exposeInMainWorld('loketShell', Object.freeze({ kind: 'electron' }))
holdPort(window, (listener) => {
  ipcRenderer.on('loket-port', (event) => {
    const port = event.ports[0]
    if (port !== undefined) listener(port)
  })
})
