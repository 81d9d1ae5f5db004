import type { MaskedReading } from '../../../shared/contract/readers.ts'
import type { ReadUid } from '../../../shared/domain/reader.ts'
import type { CardReading, NikReading } from '../../../shared/domain/reading.ts'

/** How many letters of the beginning and the end are shown, by how many there are. */
function shownOf(length: number): [first: number, last: number] {
  if (length <= 4) return [1, 0]
  return length <= 10 ? [2, 2] : [4, 2]
}

/**
 * A scan for a technician: how long it is, how it begins (a programmed prefix) and ends (a suffix), and where it has separators. Letters are
 * hidden like digits: a QR code may carry a name.
 */
export function maskedText(text: string): string {
  const letters = [...text]
  const [first, last] = shownOf(letters.length)
  return letters
    .map((letter, at) => (at < first || at >= letters.length - last ? letter : letter.replace(/[\p{L}\p{N}]/u, '*')))
    .join('')
}

/** What a scan may mean, without whose it is. */
export function maskedReading(reading: CardReading): MaskedReading {
  switch (reading.kind) {
    case 'keys': {
      const [first, ...others] = reading.keys.map(({ kind, value }) => ({ kind, value: maskedText(value) }))
      if (first === undefined) throw new Error('a reading without a key')
      return {
        kind: 'keys',
        keys: [first, ...others],
        nik: maskedNik(reading.nik),
        productBarcode: reading.productBarcode,
      }
    }
    case 'letter':
      return { kind: 'letter' }
    case 'unreadable':
      return { kind: 'unreadable', nik: maskedNik(reading.nik) }
  }
}

function maskedNik(nik: NikReading | null) {
  if (nik === null) return null
  return nik.ok ? { ok: nik.ok } : { ok: nik.ok, error: nik.error }
}

export function maskedUid(uid: ReadUid | null) {
  if (uid === null) return null
  const { value, raw, form } = uid
  return { value: value === null ? null : maskedText(value), raw: maskedText(raw), form }
}
