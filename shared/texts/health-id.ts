import { healthSafetyId } from './health-safety-id.ts'
import type { HealthTexts } from './health-text.ts'
import { healthWorkId } from './health-work-id.ts'

export const healthId: HealthTexts = {
  levels: { well: 'baik', notice: 'perhatian', trouble: 'masalah' },
  topics: {
    'data-folder': 'Folder data',
    'disk-space': 'Ruang disk',
    keys: 'Kunci',
    journal: 'Jurnal',
    audit: 'Jejak audit',
    clock: 'Jam komputer',
    hospital: 'Rumah sakit dan PKS',
    operators: 'Operator',
    readers: 'Pembaca kartu',
    feeds: 'Sumber data peserta',
    roster: 'Data peserta',
    backup: 'Cadangan',
    'off-site': 'Salinan di tempat lain',
    'recovery-kit': 'Lembar pemulihan',
    retention: 'Masa simpan',
    logs: 'Catatan teknis',
  },
  words: { ...healthSafetyId, ...healthWorkId },
}
