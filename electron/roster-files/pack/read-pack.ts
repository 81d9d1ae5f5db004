import { compareRows, type CodedRow } from '../coded-row.ts'
import { byteSource, type ByteSource } from './byte-source.ts'
import { readBlock, readHeader } from './frame.ts'
import { PackRefused, type PackHeader, type PackPart, type ReadPack } from './pack.ts'
import { decodeGone, decodeRows } from './rows-body.ts'

export const readPack: ReadPack = async (bytes) => {
  const source = byteSource(bytes)
  try {
    const header = await readHeader(source)
    return { header, parts: partsOf(source, header) }
  } catch (error) {
    await source.close()
    throw error
  }
}

async function* partsOf(source: ByteSource, header: PackHeader): AsyncGenerator<PackPart, void, void> {
  let [rowsLeft, goneLeft] = [header.rows, header.gone]
  let lastRow: CodedRow | null = null
  let lastGone = ''
  try {
    for (;;) {
      const block = await readBlock(source)
      if (block === null) break
      if (block.kind === 'rows') {
        if (goneLeft !== header.gone) throw new PackRefused('malformed')
        if ((rowsLeft -= block.count) < 0) throw new PackRefused('counts')
        for (const rows of decodeRows(block.body, block.count, header)) {
          for (const row of rows) {
            if (lastRow !== null && compareRows(lastRow, row) >= 0) throw new PackRefused('out-of-order')
            lastRow = row
          }
          yield { kind: 'rows', rows }
        }
      } else {
        if ((goneLeft -= block.count) < 0) throw new PackRefused('counts')
        const niks = decodeGone(block.body, block.count)
        for (const nik of niks) {
          if (lastGone >= nik) throw new PackRefused('out-of-order')
          lastGone = nik
        }
        yield { kind: 'gone', niks }
      }
    }
    if (rowsLeft !== 0 || goneLeft !== 0) throw new PackRefused('counts')
  } finally {
    await source.close()
  }
}
