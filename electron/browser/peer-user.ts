import { readFileSync } from 'node:fs'

/** The two ends of a connection to this machine, as seen from here. */
export type Ends = { peerAddress: string; peerPort: number; ownPort: number }

const ESTABLISHED = '01'

/** Whose process is at the other end of a loopback connection: its user id; null where the system does not say (not Linux). */
export function peerUser({ peerAddress, peerPort, ownPort }: Ends): number | null {
  const address = peerAddress.replace(/^::ffff:/, '')
  const end = `${hexOf(address)}:${hexPort(peerPort)}`
  const remotePort = `:${hexPort(ownPort)}`
  for (const line of [...linesOf('/proc/net/tcp'), ...linesOf('/proc/net/tcp6')]) {
    const [, from = '', to = '', state, , , , user] = line.trim().split(/\s+/)
    if (state === ESTABLISHED && (from === end || from === `${MAPPED}${end}`) && to.endsWith(remotePort))
      return Number(user)
  }
  return null
}

/** Whether the other end is this user's, or the machine's own administrator's. Where nobody can tell, the sign-in has to do. */
export function isOwnUser(ends: Ends, own: number | null = process.getuid?.() ?? null): boolean {
  const user = own === null ? null : peerUser(ends)
  return user === null || user === own || user === 0
}

/** An IPv4 address within IPv6, in the kernel's spelling. */
const MAPPED = '0000000000000000FFFF0000'

function hexOf(address: string): string {
  const bytes = address.split('.').map(Number).toReversed()
  return bytes
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

function hexPort(port: number): string {
  return port.toString(16).padStart(4, '0').toUpperCase()
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(1)
  } catch {
    return []
  }
}
