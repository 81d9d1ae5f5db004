/** A line of the guest's console that starts so is a wish: the host types what follows, and Enter, on the USB keyboard. */
export const TYPE_REQUEST = 'RIG-TYPE '

/** The console is a serial line: one short line at a time. */
export function tellHost(line: string): void {
  process.stdout.write(`${line}\n`)
}
