import { beforeAll, describe, expect, it } from 'vitest'
import { backupIdentity } from '../../../../electron/core/keys/backup-identity.ts'
import { freshSecrets } from '../../../../electron/core/keys/fresh-secrets.ts'
import { loadFonts, type Fonts } from '../../../../electron/core/letters/fonts.ts'
import { recoveryKitPdf } from '../../../../electron/core/letters/recovery-kit-page.ts'
import { recoveryKitWords, type RecoveryKitFacts } from '../../../../electron/core/letters/recovery-kit-words.ts'
import { readRecoveryKey } from '../../../../electron/core/backup/recovery-key.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import { hospital, longHospital } from './letter-fixtures.ts'
import { readPdf } from './read-pdf.ts'

const secrets = freshSecrets()
const FACTS: RecoveryKitFacts = {
  hospital,
  deskCode: 'A1',
  device: secrets.deviceId,
  key: backupIdentity(secrets),
  rotatedAt: null,
  printedAt: '2026-11-22T03:10:05.000Z' as IsoInstant,
  printedBy: 'Budi Contoh',
  demo: false,
}

let fonts: Fonts
beforeAll(() => {
  fonts = loadFonts()
})

const printed = async (change: Partial<RecoveryKitFacts> = {}) =>
  readPdf(await recoveryKitPdf(recoveryKitWords({ ...FACTS, ...change }), FACTS.printedAt, fonts))

describe('the recovery kit', () => {
  it('says whose it is, who printed it, where to keep it and what to do, on one page', async () => {
    const { pages } = await printed()
    expect(pages).toHaveLength(1)
    for (const words of [
      'RSUD CONTOH',
      secrets.deviceId,
      '22 November 2026, 10.10.05 WIB, oleh Budi Contoh',
      'semua cadangan loket ini, sampai kuncinya diganti',
      'dapat membaca semua data pasien',
      'brankas',
      'Pulihkan dari cadangan',
      'loket backup restore CADANGAN.lsbackup --into FOLDER',
    ])
      expect(pages[0]).toContain(words)
    expect(pages[0]).not.toContain('CONTOH · DEMO')
  })

  it('shows the key so that it can be typed as it stands', () => {
    const { keyLines } = recoveryKitWords(FACTS)
    expect(keyLines.map((groups) => groups.length)).toEqual([1, 5, 5, 5])
    const typed = keyLines.map((groups) => groups.join(' ')).join('\n')
    expect(readRecoveryKey(typed)).toBe(FACTS.key)
    expect(readRecoveryKey(typed.toLowerCase())).toBe(FACTS.key)
  })

  it('says after a change of keys since when its backups are', async () => {
    const { pages } = await printed({ rotatedAt: '2026-11-20T03:10:05.000Z' as IsoInstant })
    expect(pages[0]).toContain('cadangan sejak 20 November 2026 pukul 10.10 WIB, sampai kunci diganti lagi')
  })

  it('stays on its page with the longest names, and says that it is of a demo', async () => {
    const { pages, inkBox } = await printed({
      hospital: longHospital,
      demo: true,
      printedBy: 'machine administrator (loket-admin-rumah-sakit-umum-daerah-contoh-raya)',
    })
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('CONTOH · DEMO')
    expect(pages[0]).toContain('Nama jelas dan tanggal')
    expect(inkBox[0]).toBeGreaterThan(50)
    expect(inkBox[1]).toBeGreaterThan(20)
    expect(inkBox[2]).toBeLessThan(545)
  })

  it('is made before anybody has said which hospital this is', async () => {
    const { pages } = await printed({ hospital: null })
    expect(pages[0]).toContain('Lembar Pemulihan')
  })
})
