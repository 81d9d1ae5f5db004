import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { createRandom } from '../../electron/core/demo/random.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'

const PLACES = 400
const BLOCK_BYTES = 8192

/** Keys of people at random places of a roster CSV as the demo writes it; three of four ask for a NIK, one for a family. */
export function sampleKeys(csv: string): LookupKey[] {
  const file = openSync(csv, 'r')
  const block = Buffer.alloc(BLOCK_BYTES)
  const random = createRandom(3)
  const keys: LookupKey[] = []
  try {
    const { size } = fstatSync(file)
    for (let n = 0; n < PLACES; n += 1) {
      const from = random.below(Math.max(1, size - BLOCK_BYTES))
      const lines = block
        .toString('latin1', 0, readSync(file, block, 0, BLOCK_BYTES, from))
        .split('\n')
        .slice(1, -1)
      for (const line of lines) {
        const [nik = '', kk = ''] = line.split(',')
        if (nik === 'nik') continue
        keys.push((keys.length % 4 === 3 ? { kind: 'kk', value: kk } : { kind: 'nik', value: nik }) as LookupKey)
      }
    }
  } finally {
    closeSync(file)
  }
  return keys.toSorted(() => random.below(3) - 1)
}
