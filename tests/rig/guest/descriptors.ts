/** Report descriptors, byte for byte as firmware sends them. USB HID 1.11 section 6.2.2, HID POS Usage Tables 1.02. */

// Usage page 0x8C; report 2: length, three bytes of symbology, 56 of data, one bit "continued".
const posCollection = (usage: string) =>
  `05 8c 09 ${usage} a1 01 09 12 a1 02 85 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 ` +
  '95 03 05 8c 09 fb 09 fc 09 fd 81 02 95 38 09 fe 82 02 01 95 01 09 ff 75 01 25 01 81 02 95 07 81 03 c0 c0'

// Report 1: the eight modifiers, a reserved byte, six keys.
const KEYBOARD_COLLECTION =
  '05 01 09 06 a1 01 85 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 ' +
  '95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0'

// One report without an id, on a page of the maker's own.
const vendorCollection = (page: string, bytes: string) =>
  `06 ${page} 09 01 a1 01 09 02 15 00 26 ff 00 75 08 95 ${bytes} 81 02 c0`

/** Layout B of the field: 62 bytes with the report id. */
export const POS_SCANNER = fromHex(posCollection('02'))
export const POS_BADGE = fromHex(posCollection('01'))

/** Layout A, as a Zebra sends it: report 2 of 63 bytes, the last two the maker's. */
export const POS_SCANNER_A = fromHex('05 8c 09 02 a1 01 85 02 15 00 26 ff 00 75 08 95 3f 09 fe 81 02 c0')

/** Report 2 of one byte: what is longer passes the kernel, what is shorter than promised does not. */
export const POS_SCANNER_LOOSE = fromHex('05 8c 09 02 a1 01 85 02 15 00 26 ff 00 75 08 95 01 09 fe 81 02 c0')

/** Page 0xFF00, 32 bytes. */
export const VENDOR_READER = fromHex(vendorCollection('00 ff', '20'))
/** Page 0xFF01, 8 bytes. */
export const NFC_READER = fromHex(vendorCollection('01 ff', '08'))

/** A scanner whose other collection is a keyboard: one path, so that opening the scanner would open the keyboard. */
export const SCANNER_AND_KEYBOARD = fromHex(`${posCollection('02')} ${KEYBOARD_COLLECTION}`)

export const MOUSE = fromHex(
  '05 01 09 02 a1 01 09 01 a1 00 05 09 19 01 29 03 15 00 25 01 95 03 75 01 81 02 95 01 75 05 81 03 ' +
    '05 01 09 30 09 31 15 81 25 7f 75 08 95 02 81 06 c0 c0',
)

function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex')
}
