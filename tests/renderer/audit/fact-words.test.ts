import { describe, expect, it } from 'vitest'
import { factWords } from '../../../renderer/audit/fact-words.ts'
import { en } from '../../../renderer/messages/en.ts'
import { createFormat } from '../../../renderer/messages/format.ts'
import { id } from '../../../renderer/messages/id.ts'
import type { AuditLine } from '../../../shared/contract/audit.ts'

const indonesian = { messages: id, language: 'id', format: createFormat('id', 'Asia/Jakarta') } as const
const english = { messages: en, language: 'en', format: createFormat('en', 'Asia/Jakarta') } as const
const said = (facts: AuditLine['facts'], texts: Parameters<typeof factWords>[1] = indonesian) => factWords(facts, texts)

describe('the facts of an audit line', () => {
  it('say how a person was looked up and what the answer was, once for each verdict', () => {
    const facts = { care: 'igd', found: 2, keys: ['nik', 'kk'], source: 'wedge', verdicts: ['eligible', 'eligible'] }
    expect(said(facts)).toEqual(['dengan NIK, KK', 'dari pemindai', 'Dijamin', 'IGD', '2 ditemukan'])
    expect(said(facts, english)).toEqual([
      'by NIK, KK',
      'scanned',
      en.verdict.chip.eligible,
      'Emergency care (IGD)',
      '2 found',
    ])
  })

  it('name the grounds of a refusal as everywhere else, never by their code', () => {
    const facts = { reasons: ['referral-missing', 'moved-away'] }
    expect(said(facts)).toEqual(['alasan penolakan tanpa surat rujukan, tercatat pindah dari wilayah program'])
    expect(said(facts, english).join(' ')).not.toMatch(/referral-missing|moved-away/)
  })

  it('put what was changed first', () => {
    expect(said({ operator: 'Agus Contoh', role: 'auditor', what: 'operator-added' })).toEqual([
      'operator baru',
      'operator Agus Contoh',
      'peran Pemeriksa',
    ])
    expect(said({ rights: ['view', 'enter'], role: 'clerk', what: 'rights-set' })).toEqual([
      'hak peran',
      'hak Melihat, Memasukkan',
      'peran Petugas',
    ])
  })

  it('read two dates as one span', () => {
    expect(said({ from: '2026-11-16', to: '2026-11-22', person: false })).toEqual(['16 Nov 2026 sampai 22 Nov 2026'])
    expect(said({ from: '2026-11-22', to: '2026-11-22' })).toEqual(['22 Nov 2026'])
  })

  it('tell the length of a list once when all of it was shown', () => {
    expect(said({ masked: true, shown: 12, total: 12 })).toEqual(['12 ditampilkan', 'nama disamarkan'])
    expect(said({ masked: false, shown: 500, total: 1200 })).toEqual(['500 ditampilkan', '1.200 seluruhnya'])
  })

  it('say why rosters were removed before their time', () => {
    expect(said({ freeMb: 812, neededMb: 2048, versions: ['2026-11-21-1'] })).toEqual(
      expect.arrayContaining(['hanya 812 MB kosong', 'perlu 2.048 MB']),
    )
  })

  it('say who agreed, and to what', () => {
    expect(said({ approvedBy: 'Sari Contoh', approvedFor: 'override', entry: 15, state: 'guaranteed' })).toEqual([
      'Dijamin',
      'disetujui Sari Contoh',
      'untuk menjamin yang ditolak',
      'catatan jurnal 15',
    ])
  })

  it('leave out identifiers that only a program can follow', () => {
    expect(said({ admission: '019371f0-0000-7000-8000-000000000000', state: 'voided' })).toEqual(['Dibatalkan'])
    expect(said({ bytes: 140_288, backup: '019371f0-0000-7000-8000-000000000000', entries: 26 })).toEqual([
      '137 KB',
      '26 catatan jurnal',
    ])
    expect(said({ sha256: '0a1b2c3d'.padEnd(64, 'f'), rows: 3, format: 'csv' })).toEqual([
      'sidik jari 0a1b2c3d',
      '3 baris',
      'CSV',
    ])
  })

  it('show a fact without words as it stands, so that nothing is hidden', () => {
    expect(said({ somethingNew: 'code-1', another: 7, flag: true, off: false, none: null })).toEqual([
      'somethingNew code-1',
      'another 7',
      'flag ✓',
    ])
  })
})
