import { crc32 } from 'node:zlib'
import { BytesEnded, type ByteSource } from './byte-source.ts'
import { PACK_FORMAT, PackHeader, PackRefused } from './pack.ts'

/** `LSP`, and a character that no text holds. */
const MAGIC = Buffer.from([0x4c, 0x53, 0x50, 0x1a])
const HEADER_MAX = 64 * 1024

export type BlockKind = 'rows' | 'gone'
export type Block = { kind: BlockKind; count: number; body: Uint8Array }

/** Rows in a block, at most: whoever reads one holds it whole. */
export const BLOCK_ROWS = 32_768
/** A block's body, packed or unpacked, at most. Rows of the longest names still fit. */
export const BLOCK_BYTES = 32 * 1024 * 1024

const KIND_BYTE = { end: 0, rows: 1, gone: 2 } as const
const BLOCK_HEAD = 9
const CRC_BYTES = 4

export function headerBytes(header: PackHeader): Uint8Array {
  const text = Buffer.from(JSON.stringify(header))
  if (text.length > HEADER_MAX) throw new RangeError('pack header too long')
  const head = Buffer.alloc(MAGIC.length + 9)
  MAGIC.copy(head)
  head[4] = PACK_FORMAT
  head.writeUInt32LE(text.length, 5)
  head.writeUInt32LE(crc32(text), 9)
  return Buffer.concat([head, text])
}

export function blockBytes(block: Block): Uint8Array {
  return framed(KIND_BYTE[block.kind], block.count, block.body)
}

/** Without it a pack was cut short. */
export function endBytes(): Uint8Array {
  return framed(KIND_BYTE.end, 0, new Uint8Array(0))
}

function framed(kind: number, count: number, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(BLOCK_HEAD + CRC_BYTES)
  head[0] = kind
  head.writeUInt32LE(count, 1)
  head.writeUInt32LE(body.length, 5)
  head.writeUInt32LE(crc32(body, crc32(head.subarray(0, BLOCK_HEAD))), BLOCK_HEAD)
  return Buffer.concat([head, body])
}

/** @throws {PackRefused} */
export async function readHeader(source: ByteSource): Promise<PackHeader> {
  for (const byte of MAGIC) if ((await take(source, 1))[0] !== byte) throw new PackRefused('not-a-pack')
  const format = (await take(source, 1))[0]!
  if (format > PACK_FORMAT) throw new PackRefused('newer-format')
  if (format !== PACK_FORMAT) throw new PackRefused('malformed')
  const head = viewOf(await take(source, 8))
  const length = head.getUint32(0, true)
  if (length > HEADER_MAX) throw new PackRefused('malformed')
  const text = await take(source, length)
  if (crc32(text) !== head.getUint32(4, true)) throw new PackRefused('malformed')
  const header = PackHeader.safeParse(jsonOf(text))
  if (!header.success || !isSound(header.data)) throw new PackRefused('malformed')
  return header.data
}

/** Null at the end of the pack, when nothing follows. @throws {PackRefused} */
export async function readBlock(source: ByteSource): Promise<Block | null> {
  const head = await take(source, BLOCK_HEAD)
  const view = viewOf(head)
  const count = view.getUint32(1, true)
  const length = view.getUint32(5, true)
  if (count > BLOCK_ROWS || length > BLOCK_BYTES) throw new PackRefused('malformed')
  const crc = viewOf(await take(source, CRC_BYTES)).getUint32(0, true)
  const body = await take(source, length)
  if (crc32(body, crc32(head)) !== crc) throw new PackRefused('malformed')
  const kind = head[0]
  if (kind === KIND_BYTE.end) {
    if (count !== 0 || length !== 0) throw new PackRefused('malformed')
    if (!(await source.atEnd())) throw new PackRefused('trailing')
    return null
  }
  if ((kind !== KIND_BYTE.rows && kind !== KIND_BYTE.gone) || count === 0) throw new PackRefused('malformed')
  return { kind: kind === KIND_BYTE.rows ? 'rows' : 'gone', count, body }
}

/** What the fields say together: a full pack stands alone, a delta follows an earlier version. */
export function isSound(header: PackHeader): boolean {
  if (new Set(header.programmes).size !== header.programmes.length) return false
  if (header.rows > header.allRows || header.people > header.allRows) return false
  return header.kind === 'full'
    ? header.from === null && header.gone === 0 && header.rows === header.allRows
    : header.from !== null && header.from !== header.to
}

async function take(source: ByteSource, count: number): Promise<Uint8Array> {
  try {
    return await source.take(count)
  } catch (error) {
    if (error instanceof BytesEnded) throw new PackRefused('truncated')
    throw error
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function jsonOf(text: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(text).toString('utf8'))
  } catch {
    return undefined
  }
}
