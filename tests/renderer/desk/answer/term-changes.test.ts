import { describe, expect, it } from 'vitest'
import { termChanges } from '../../../../renderer/desk/answer/term-changes.ts'
import { createFormat } from '../../../../renderer/messages/format.ts'
import { en } from '../../../../renderer/messages/en.ts'
import { id } from '../../../../renderer/messages/id.ts'
import { Terms } from '../../../../shared/domain/terms.ts'

const BEFORE = Terms.parse({
  verdict: { kind: 'eligible', reasons: [], conflict: null },
  programme: { code: 'kbs-bekasi', shownAs: 'Kartu Bekasi Sehat', payer: 'Pemerintah Kota Bekasi', letters: 'KBS' },
  version: 'v4',
  wardClass: ['3'],
  person: [{ name: 'Ahmad Contoh', sex: 'L', birthDate: '1990-08-15' }],
  family: [{ kkNumber: '3275021203159921', districtCode: '327502', villageCode: '3275021001', rw: '002', rt: '003' }],
  otherCover: { jkn: [null], askedFor: true },
  referralDays: 90,
  met: ['membership-ended', 'deceased'],
  unknown: [],
  newbornDays: 28,
  provisionalHours: null,
})
const said = (patch: Partial<Terms>, language: 'id' | 'en' = 'id') =>
  termChanges(
    BEFORE,
    { ...BEFORE, ...patch },
    { language, messages: language === 'id' ? id : en, format: createFormat(language, 'Asia/Jakarta') },
  ).map(({ label, before, after }) => [label, before, after])

describe('what changed', () => {
  it('is nothing where the answer is the same', () => {
    expect(said({})).toEqual([])
  })

  it('is said in words, with what was shown and what holds now', () => {
    expect(said({ wardClass: ['2'] })).toEqual([['Kelas yang dijamin', 'kelas 3', 'kelas 2']])
    expect(said({ programme: { ...BEFORE.programme, payer: 'Provinsi' } })).toEqual([
      ['Program', 'Kartu Bekasi Sehat, Pemerintah Kota Bekasi', 'Kartu Bekasi Sehat, Provinsi'],
    ])
    expect(said({ person: [{ name: 'Ahmad Sampel', sex: 'L', birthDate: '1990-08-15' as never }] })).toEqual([
      ['Data pasien', 'Ahmad Contoh, Laki-laki, 15 Agustus 1990', 'Ahmad Sampel, Laki-laki, 15 Agustus 1990'],
    ])
    expect(said({ otherCover: { jkn: ['ppu'], askedFor: true } }, 'en')).toEqual([
      [
        'Other payer',
        'no active JKN, another payer has to be asked about',
        'active JKN, PPU, another payer has to be asked about',
      ],
    ])
    expect(said({ provisionalHours: 48 }, 'en')).toEqual([['Time for the papers', 'none', '48 hours']])
  })

  it('names the reasons of a refusal, and leaves out what only follows from it', () => {
    const verdict = { kind: 'ineligible', reasons: ['membership-ended'], conflict: null } as const
    const [change, ...others] = said({ verdict: { ...verdict, reasons: ['membership-ended'] }, met: ['deceased'] })
    expect(others).toEqual([])
    expect(change?.slice(0, 2)).toEqual(['Jawaban', 'Dijamin'])
    expect(change?.[2]).toMatch(/^Tidak dijamin, ./)
  })

  it('says the count of rules where nothing else is otherwise, and says a change of which both read the same once', () => {
    expect(said({ met: ['deceased'] })).toEqual([['Syarat terpenuhi', '2 syarat', '1 syarat']])
    expect(said({ programme: { ...BEFORE.programme, letters: 'KBX' } })).toEqual([
      ['Program', null, 'Kartu Bekasi Sehat, Pemerintah Kota Bekasi'],
    ])
  })
})
