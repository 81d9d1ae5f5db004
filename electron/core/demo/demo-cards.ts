import type { SampleCard } from '../../../shared/contract/demo.ts'
import type { Delivery } from '../../../shared/contract/letters.ts'
import type { SampleCard as PrintedCard } from '../letters/sample-sheet.ts'
import type { Core } from '../open-core.ts'
import { sampleCards } from './samples.ts'

export type DemoCards = {
  /** Empty outside a demo. */
  samples(): SampleCard[]
  /** The cards as a page to print, for a real scanner; null outside a demo. */
  sheet(): Promise<Delivery | null>
}

export function createDemoCards(core: Pick<Core, 'journal' | 'clock' | 'press' | 'deliver'>): DemoCards {
  const { demo } = core.journal
  return {
    samples: () => (demo ? sampleCards() : []),
    async sheet() {
      if (!demo) return null
      const pdf = await core.press.draw({
        kind: 'sample-sheet',
        cards: sampleCards().map(printed),
        at: core.clock.now(),
      })
      return core.deliver(pdf, 'kartu-contoh.pdf')
    },
  }
}

function printed({ id, text, holder }: SampleCard): PrintedCard {
  const title = TITLES[id]
  return {
    title,
    holder: holder ?? '',
    text,
    symbology: id === 'product' ? 'ean13' : id === 'family' ? 'qr' : 'code128',
  }
}

const TITLES: Record<SampleCard['id'], string> = {
  eligible: 'Kartu Bekasi Sehat',
  family: 'Kartu Keluarga',
  bogor: 'JKN-KIS, Kartu Bogor Sehat',
  'jkn-active': 'KTP, punya JKN aktif',
  referral: 'KTP, perlu rujukan',
  suspended: 'KTP, kepesertaan ditangguhkan',
  moved: 'KTP, sudah pindah',
  review: 'KTP, tercatat dua kali',
  'card-lost': 'Kartu yang dilaporkan hilang',
  product: 'Kode barang, bukan kartu',
  unknown: 'KTP, belum ada di data',
}
