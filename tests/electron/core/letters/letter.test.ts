import { afterEach, describe, expect, it } from 'vitest'
import type { Admission } from '../../../../shared/domain/admission.ts'
import type { Hospital } from '../../../../shared/domain/hospital.ts'
import {
  aLongAdmission,
  anAdmission,
  anOverridden,
  anUnidentified,
  aNewborn,
  hospital,
  longHospital,
} from './letter-fixtures.ts'
import { letterDesk, type LetterDesk } from './letter-desk.ts'
import { canRasterise, readPdf, scanQr } from './read-pdf.ts'

const open: LetterDesk[] = []
function desk(options: Parameters<typeof letterDesk>[0] = {}): LetterDesk {
  const made = letterDesk({ hospital, ...options })
  open.push(made)
  return made
}
afterEach(() => {
  for (const made of open.splice(0)) made.remove()
})

async function printed(admission: Admission, options: { demo?: boolean; hospital?: Hospital } = {}) {
  const at = desk(options)
  at.place.clock.set('2026-11-21T03:42:18.000Z')
  const written = at.admit(admission)
  const result = await at.letters.print(written.id, 'Rina Contoh')
  const pdf = at.tray[0]?.pdf ?? new Uint8Array()
  return { at, written, result, pdf, read: await readPdf(pdf) }
}

describe('a guarantee letter', () => {
  it('is one A4 page that says who is guaranteed what, on what grounds', async () => {
    const { read, written } = await printed(anAdmission())
    expect(read.pages).toHaveLength(1)
    const [text] = read.pages
    expect(text).toContain('RSUD CONTOH')
    expect(text).toContain('Surat Jaminan Pelayanan')
    expect(text).toContain(`Nomor: ${written.letterNumber}`)
    expect(text).toContain('Siti Contoh')
    expect(text?.replaceAll('\u00A0', ' ')).toContain('3275 0254 0392 9912')
    expect(text).toContain('14 Maret 1992 (34 tahun)')
    expect(text).toContain('3 (tiga)')
    expect(text).toContain('dijamin oleh Pemerintah Kota Bekasi')
    expect(text).toContain('aturan kbs-bekasi v4, berlaku sejak 1 April 2022')
    expect(text).toContain('19 aturan diperiksa: 18 terpenuhi, 1 tidak berlaku')
    expect(text).toContain('kartu keluarga dibaca pemindai, identitas dicocokkan dengan KTP')
    expect(text).toContain(`catatan jurnal A1-${String(written.openedSeq).padStart(6, '0')}`)
    expect(text).toContain('Cetakan ke-1 · 21 November 2026, 10.42.18 WIB · Loket A1')
    expect(text).not.toContain('CONTOH · DEMO')
  })

  it('names itself by its number in the file, in Indonesian, with nothing of the patient', async () => {
    const { pdf, read, written } = await printed(anAdmission())
    expect(read.info).toMatchObject({ Title: written.letterNumber, Language: 'id-ID' })
    const bytes = Buffer.from(pdf).toString('latin1')
    expect(bytes).not.toContain('3275025403929912')
    expect(JSON.stringify(read.info)).not.toMatch(/Siti|3275025403929912/)
  })

  it('keeps its number when printed again, counts the copies, and writes each into the journal', async () => {
    const { at, written } = await printed(anAdmission())
    at.place.clock.advance(60_000)
    const again = await at.letters.print(written.id, 'Rina Contoh')
    expect(again).toMatchObject({ kind: 'made', copy: 2 })
    const [text] = (await readPdf(at.tray[1]?.pdf ?? new Uint8Array())).pages
    expect(text).toContain(`Nomor: ${written.letterNumber}`)
    expect(text).toContain('Cetakan ke-2 · 21 November 2026, 10.43.18 WIB')
    expect(at.journal.admissions.get(written.id)).toMatchObject({ prints: 2, letterNumber: written.letterNumber })
    expect(at.tray.map(({ fileName }) => fileName)).toEqual(
      Array(2).fill('surat-jaminan-000001-KBS-3275999-A1-XI-2026.pdf'),
    )
  })

  it('whose code cannot be made is not counted as printed', async () => {
    const at = desk()
    const { id } = at.admit(anAdmission({ serviceDate: '1999-12-31' }))
    await expect(at.letters.print(id, 'Rina Contoh')).rejects.toThrow(RangeError)
    expect(at.journal.admissions.get(id)).toMatchObject({ prints: 0, lastPrintedAt: null })
  })

  it('is the same file, byte for byte, for the same copy', async () => {
    const first = await printed(anAdmission())
    const recorded = first.at.journal.admissions.get(first.written.id)
    if (recorded === null) throw new Error('gone')
    const same = letterDesk({
      hospital,
      deps: {
        recordPrint: (_id, codeOf) => ({ kind: 'printed', admission: recorded, copy: 1, code: codeOf(recorded) }),
        signingKey: first.at.key,
      },
    })
    open.push(same)
    await same.letters.print(recorded.id, 'Rina Contoh')
    expect(Buffer.from(same.tray[0]?.pdf ?? []).equals(Buffer.from(first.pdf))).toBe(true)
  })

  it('shows the deadline and what is missing when the guarantee is provisional', async () => {
    const [text] = (await printed(anUnidentified())).read.pages
    expect(text).toContain('Surat Jaminan Sementara')
    expect(text?.replaceAll('\u00A0', ' ')).toContain('Berlaku sampai 24 November 2026 pukul 10.42 WIB')
    expect(text).toContain('KTP atau KK asli pasien')
    expect(text).toContain('Jasa Raharja menjadi penjamin pertama')
    expect(text).toContain('identitas pasien belum diketahui')
    expect(text).toContain('Belum diketahui')
    expect(text).toContain('Nama jelas dan hubungan dengan pasien')
  })

  it('stands under the mother’s NIK for a newborn, with the date until which it may', async () => {
    const [text] = (await printed(aNewborn())).read.pages
    expect(text).toContain('NIK ibu')
    expect(text).toContain('Belum ada (bayi baru lahir)')
    expect(text).toContain('anak ke-2 dalam kelahiran ini')
    expect(text).toContain('sampai 18 Desember 2026 (28 hari sejak lahir)')
  })

  it('says who agreed to what the rules refuse, why, and what they refused', async () => {
    const { read, at, written } = await printed(anOverridden())
    expect(read.pages).toHaveLength(1)
    const [text] = read.pages
    expect(text).toContain('Surat Jaminan Pelayanan')
    expect(text).toContain('Dengan persetujuan penyelia di luar ketentuan Kartu Bekasi Sehat (LKM-NIK)')
    expect(text).not.toContain('sesuai ketentuan program')
    expect(text).toContain('16 terpenuhi, 2 tidak terpenuhi')
    expect(text).toContain('Disetujui penyelia Sari Contoh: JKN baru nonaktif per 1 Desember')
    expect(text).toContain('Dikecualikan: punya JKN aktif; rujukan kedaluwarsa.')
    expect(at.journal.admissions.get(written.id)?.approval).toEqual(anOverridden().approval)
  })

  it('says that the data was too old when somebody agreed to rely on it', async () => {
    const old = anOverridden()
    const evidence = { ...old.evidence, verdict: 'stale' as const, reasons: [] }
    const [text] = (await printed({ ...old, evidence })).read.pages
    expect(text).toContain('Dikecualikan: data peserta terlalu lama (keadaan 21 November 2026).')
  })

  it('says who agreed to the record that was chosen', async () => {
    const chosen = { row: 1, reason: 'KK asli diperlihatkan' }
    const approval = { ...anOverridden().approval, purpose: 'review', reason: 'Sudah saya lihat.' } as never
    const [text] = (await printed(anAdmission({ evidence: { chosen, conflict: 'nik-twice' }, approval }))).read.pages
    expect(text).toContain('Ditetapkan petugas: data ke-2 yang dipakai. Alasan: KK asli diperlihatkan')
    expect(text).toContain('Disetujui penyelia Sari Contoh: Sudah saya lihat.')
    expect(text).not.toContain('Dikecualikan')
  })

  it('stays on one page and inside its margins with every text as long as may be', async () => {
    const { read } = await printed(aLongAdmission(), { demo: true, hospital: longHospital })
    expect(read.pages).toHaveLength(1)
    const [left, bottom, right, top] = read.inkBox
    expect(left).toBeGreaterThanOrEqual(56)
    expect(right).toBeLessThanOrEqual(595.28 - 51 + 1)
    expect(bottom).toBeGreaterThanOrEqual(25)
    expect(top).toBeLessThanOrEqual(841.89 - 28)
    expect(read.pages[0]).toContain('Ditetapkan petugas: data ke-2 yang dipakai')
  })

  it('says on a demo’s page, across and below, that it is no guarantee', async () => {
    const [text] = (await printed(anAdmission(), { demo: true })).read.pages
    expect(text).toContain('CONTOH · DEMO')
    expect(text).toContain('CONTOH. TIDAK BERLAKU SEBAGAI JAMINAN.')
  })

  it('prints names of the whole Latin script, and for what no typeface here has the bare letter or a mark', async () => {
    const [text] = (
      await printed(anAdmission({ person: { name: 'Žaneta Gündoğan Nguyễn Nur\u02BCaini Al\u2011Amin 王' } }))
    ).read.pages
    expect(text).toContain('Žaneta Gündoğan')
    expect(text).toContain('Nguyen Nur’aini Al-Amin ?')
  })
})

describe.skipIf(!canRasterise)('the QR code on the paper (needs pdftoppm)', () => {
  const cases: [string, () => Admission, Hospital, boolean][] = [
    ['a guaranteed letter', anAdmission, hospital, false],
    ['a demo letter with its watermark', anAdmission, hospital, true],
    ['a provisional letter', anUnidentified, hospital, true],
    ['a letter against a refusal', anOverridden, hospital, false],
    ['a letter with the longest texts', aLongAdmission, longHospital, true],
  ]
  it.each(cases)('is read from %s and found genuine', async (_name, admission, at, demo) => {
    const { pdf, at: made, written } = await printed(admission(), { hospital: at, demo })
    const text = scanQr(pdf)
    expect(text).toMatch(/^LSJ1[A-Z2-7]+$/)
    const check = made.letters.verify(text ?? '')
    expect(check).toMatchObject({
      kind: 'genuine',
      state: written.state,
      admissionId: written.id,
      facts: { number: written.letterNumber, care: written.care, serviceDate: '2026-11-21', demo },
    })
    expect(text).not.toContain('3275025403929912')
  })
})

describe('printing', () => {
  it('writes the print into the journal before anything is handed over', async () => {
    let printsAtDelivery = -1
    const at: LetterDesk = desk({
      deps: {
        deliver: () => {
          printsAtDelivery = at.journal.admissions.get(id)?.prints ?? -1
          return Promise.resolve({ kind: 'printer' })
        },
      },
    })
    const { id } = at.admit(anAdmission())
    await at.letters.print(id, 'Rina Contoh')
    expect(printsAtDelivery).toBe(1)
  })

  it('hands the PDF back when the printer fails; the admission and its print stand', async () => {
    const at = desk({ deps: { deliver: () => Promise.reject(new Error('no paper')) } })
    const { id } = at.admit(anAdmission())
    const result = await at.letters.print(id, 'Rina Contoh')
    expect(result).toMatchObject({ kind: 'made', copy: 1, delivery: { kind: 'printer-failed' } })
    expect(at.journal.admissions.get(id)).toMatchObject({ state: 'guaranteed', prints: 1 })
  })

  it('prints nothing for a voided admission, nor for one that nobody knows', async () => {
    const at = desk()
    const { id } = at.admit(anAdmission())
    at.void(id)
    expect(await at.letters.print(id, 'Rina Contoh')).toEqual({ kind: 'voided' })
    expect(
      await at.letters.print(anAdmission({ id: '01999999-0000-7000-8000-00000000ffff' }).id, 'Rina Contoh'),
    ).toEqual({
      kind: 'not-found',
    })
    expect(at.tray).toHaveLength(0)
    expect(at.journal.admissions.get(id)?.prints).toBe(0)
  })

  it('prints no guarantee for a patient who pays after all', async () => {
    const at = desk()
    const { id } = at.admit(anUnidentified())
    at.journal.write((tx) =>
      tx.append({ type: 'admission-turned-umum', body: { admissionId: id, reason: 'Tanpa berkas' } }, 'Rina Contoh'),
    )
    expect(await at.letters.print(id, 'Rina Contoh')).toEqual({ kind: 'voided' })
  })

  it('passes a full disk on, and prints nothing', async () => {
    const at = desk({ deps: { recordPrint: () => ({ kind: 'disk-full' }) } })
    const { id } = at.admit(anAdmission())
    expect(await at.letters.print(id, 'Rina Contoh')).toEqual({ kind: 'disk-full' })
    expect(at.tray).toHaveLength(0)
  })
})
