import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { CodedRow } from '../coded-row.ts'
import { BLOCK_BYTES } from './frame.ts'
import { PackRefused } from './pack.ts'

export function encodeRows(rows: readonly CodedRow[]): Uint8Array {
  return zstdCompressSync(JSON.stringify(rows))
}

export function decodeRows(body: Uint8Array): CodedRow[] {
  try {
    return JSON.parse(zstdDecompressSync(body, { maxOutputLength: BLOCK_BYTES }).toString()) as CodedRow[]
  } catch {
    throw new PackRefused('malformed')
  }
}

export function encodeGone(niks: readonly string[]): Uint8Array {
  return zstdCompressSync(JSON.stringify(niks))
}

export function decodeGone(body: Uint8Array): string[] {
  try {
    return JSON.parse(zstdDecompressSync(body, { maxOutputLength: BLOCK_BYTES }).toString()) as string[]
  } catch {
    throw new PackRefused('malformed')
  }
}
