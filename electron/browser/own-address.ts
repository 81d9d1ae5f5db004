/** The only address the shell listens on. */
export const LOOPBACK = '127.0.0.1'

const OWN_NAMES = [LOOPBACK, 'localhost']

/** Whether a Host header names this program. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return OWN_NAMES.some((name) => host?.toLowerCase() === `${name}:${port}` || (port === 80 && host === name))
}

/** Whether an Origin header is this program's own page. Browsers send it with every WebSocket; without one nobody is let in. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return OWN_NAMES.some((name) => origin === `http://${name}:${port}` || (port === 80 && origin === `http://${name}`))
}
