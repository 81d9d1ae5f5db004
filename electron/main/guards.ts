/** Scheme and origin of the built page; registered as standard and secure, so that it has an origin of its own. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'loket'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** The one PDF that a hidden window prints; served from memory. */
export const PRINT_PATH = '/print/letter.pdf'

const OWN_BLOB = `blob:${APP_SCHEME}://${APP_HOST}/`

export type Decision = 'allow' | 'deny'

/** A window shows our page and nothing else, ever: the whole program is one page without addresses of its own. */
export function decideNavigation(url: string): Decision {
  return isOwn(url) && ['/', '/index.html'].includes(pathOf(url)) ? 'allow' : 'deny'
}

/** No page opens a window: a letter is shown inside the page, and nothing here links to the outside. */
export function decideNewWindow(_url: string): Decision {
  return 'deny'
}

/** What any page of this program may load. Everything it needs lies in the package or in its own memory. */
export function decideRequest(url: string): Decision {
  if (isOwn(url)) return 'allow'
  // Made by our own page: a letter before printing, a barcode.
  if (url.startsWith(OWN_BLOB) || url.startsWith('data:image/')) return 'allow'
  // Chromium's own PDF viewer, which shows a letter inside the page; it is part of the binary.
  if (url.startsWith('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/') || url.startsWith('chrome://resources/'))
    return 'allow'
  return 'deny'
}

/** Only what the page itself made: an export, a letter as a file. The operating system asks where to save it. */
export function decideDownload(url: string): Decision {
  return url.startsWith(OWN_BLOB) ? 'allow' : 'deny'
}

/** Camera, position, devices, notifications: the page needs none, and Electron would grant them by default. */
export function decidePermission(_permission: string): Decision {
  return 'deny'
}

function isOwn(url: string): boolean {
  const parsed = URL.parse(url)
  return (
    parsed !== null &&
    parsed.protocol === `${APP_SCHEME}:` &&
    parsed.host === APP_HOST &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}
