import type { App, Session } from 'electron'
import type { Log } from '../core/server/log.ts'
import {
  decideDownload,
  decideNavigation,
  decideNewWindow,
  decidePermission,
  decideRequest,
  type Decision,
} from './guards.ts'

/** Applies the guards to every page and session that this program will ever have. Call before the first window. */
export function lockDown(app: App, log: Log): void {
  const refuse = (what: string, event: { preventDefault: () => void }) => {
    event.preventDefault()
    // Never the address: it may carry what a hostile page read.
    log.write('page.refused', { what })
  }
  app.on('web-contents-created', (_created, contents) => {
    const check = (what: string, decide: (url: string) => Decision) => (event: Electron.Event<{ url: string }>) => {
      if (decide(event.url) === 'deny') refuse(what, event)
    }
    contents.on('will-navigate', check('navigation', decideNavigation))
    contents.on('will-redirect', check('redirect', decideNavigation))
    contents.on('will-attach-webview', (event) => refuse('webview', event))
    contents.setWindowOpenHandler(({ url }) => {
      log.write('page.refused', { what: 'window' })
      return { action: decideNewWindow(url) }
    })
  })
  app.on('session-created', (session) => lockSession(session, log))
}

function lockSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.write('page.refused', { what: permission })
    answer(decidePermission(permission) === 'allow')
  })
  session.setPermissionCheckHandler((_contents, permission) => decidePermission(permission) === 'allow')
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: decideRequest(details.url) === 'deny' })
  })
  session.on('will-download', (event, item) => {
    if (decideDownload(item.getURL()) === 'allow') return
    event.preventDefault()
    log.write('page.refused', { what: 'download' })
  })
}
