import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** Between key down and key up, and to the next key: a fast scanner that types. */
const GAP_MS = 8

/** Presses the keys of `text` (digits and small letters) and Enter on the guest's USB keyboard, through QEMU's control socket. */
export async function typeOnKeyboard(socketPath: string, text: string): Promise<void> {
  const socket = connect(socketPath)
  socket.on('error', () => undefined).resume()
  socket.write('{"execute":"qmp_capabilities"}\n')
  await delay(50)
  for (const key of [...text, 'ret']) {
    for (const down of [true, false]) {
      socket.write(keyEvent(key, down))
      await delay(GAP_MS)
    }
  }
  socket.end()
}

function keyEvent(key: string, down: boolean): string {
  const event = { type: 'key', data: { down, key: { type: 'qcode', data: key } } }
  return `${JSON.stringify({ execute: 'input-send-event', arguments: { events: [event] } })}\n`
}
