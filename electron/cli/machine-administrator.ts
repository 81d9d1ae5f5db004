import { userInfo } from 'node:os'

/** Who acts in a command without an operator: whoever may use this folder on this machine. As written in journal and audit trail. */
export function machineAdministrator(): string {
  return `machine administrator (${userName()})`
}

function userName(): string {
  try {
    return userInfo()
      .username.replaceAll(/[^\p{L}\p{N}._\\@-]/gu, '_')
      .slice(0, 50)
  } catch {
    // No such user is known to the system, as in some containers.
    return String(process.getuid?.() ?? 'unknown')
  }
}
