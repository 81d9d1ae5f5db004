// The least that can read a HID POS scanner: what the readers process is compared with.
import HID from 'node-hid'

HID.setDriverType('hidraw')
process.on('disconnect', () => process.exit(0))
for (const path of (process.env['RIG_PATHS'] ?? '').split(' ')) {
  const device = await HID.HIDAsync.open(path)
  device.on('data', (bytes: Buffer) => {
    const text = bytes.toString('latin1', 5, 5 + (bytes[1] ?? 0))
    const event = { kind: 'scan', reader: path, role: 'desk', text, aim: null, uid: null, reports: 1 }
    process.send?.({ kind: 'reader', event })
  })
  device.on('error', () => undefined)
}
process.send?.({ kind: 'ready' })
