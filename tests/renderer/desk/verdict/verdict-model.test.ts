import { describe, expect, it } from 'vitest'
import { candidateModel } from '../../../../renderer/desk/verdict/candidate-model.ts'
import { notFoundModel } from '../../../../renderer/desk/verdict/not-found-model.ts'
import type { VerdictModel } from '../../../../renderer/desk/verdict/verdict-model.ts'
import { createFormat } from '../../../../renderer/messages/format.ts'
import { id } from '../../../../renderer/messages/id.ts'
import { Candidate, CheckResult } from '../../../../shared/contract/desk.ts'
import { describeAddress } from '../../../../shared/domain/address.ts'
import { ageInYears, daysBetween } from '../../../../shared/domain/dates.ts'
import type { PersonCase } from '../../../../shared/domain/decide.ts'
import { RosterState } from '../../../../shared/domain/roster-state.ts'
import type { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { termsOf } from '../../../../shared/domain/terms.ts'
import { programmes } from '../../../../shared/programmes/programmes.ts'
import { asked, decide } from '../../../shared/domain/deciding.ts'
import { bogorRow, date, hospital, kbsRow, question } from '../../../shared/domain/samples.ts'

const today = date('2026-11-21')
const settings = {
  language: 'id',
  messages: id,
  format: createFormat('id', 'Asia/Jakarta'),
  today,
  hospitalName: 'RSUD Contoh',
  programmes,
  contracts: hospital().contracts,
} as const

/** `others` speak for their programmes in place of the local source. */
function roster(asOf: string, ...others: { programmes: string[] }[]) {
  const facts = {
    version: asOf,
    asOf,
    importedAt: '2026-11-20T21:10:00.000Z',
    ageDays: daysBetween(date(asOf), today),
    people: 1,
    rows: 1,
    fellBack: false,
  }
  const taken = new Set(others.flatMap(({ programmes: theirs }) => theirs))
  const local = ['kbs-bekasi', 'bogor-sehat'].filter((code) => !taken.has(code))
  const sources = [{ kind: 'serving', source: 'local', programmes: local, ...facts }, ...others]
  return RosterState.parse({ kind: 'current', sources, ...facts })
}

const NEVER_BROUGHT = { kind: 'none', source: 'kab-bogor', programmes: ['bogor-sehat'] }

function shown(
  rows: RosterRow[],
  change: Partial<PersonCase> = {},
  asOf = '2026-11-21',
  state = roster(asOf),
): VerdictModel {
  const decided = decide(rows, { ...change, rosterAsOf: () => date(asOf) })
  const { verdict, programmes: judged, warnings } = decided
  const [row] = rows
  if (!row) throw new Error('no row')
  const candidate = Candidate.parse({
    matchedBy: 'nik',
    nik: row.nik,
    kkNumber: row.kkNumber,
    name: row.name,
    sex: row.sex,
    birthDate: row.birthDate,
    ageYears: ageInYears(row.birthDate, today),
    address: describeAddress(row),
    familySize: 1,
    warnings,
    verdict,
    programmes: judged,
    terms: termsOf(decided, programmes),
    existing: null,
  })
  const asks = change.question ?? question()
  return candidateModel({ candidate, question: asks, roster: state, referralFrom: '' }, settings)
}

const inpatient = asked({ care: 'rawat-inap', referral: { origin: 'puskesmas', date: '2026-11-18' } })

describe('the panel of a person', () => {
  it('says what is guaranteed, by whom, and until when the referral holds', () => {
    const model = shown([kbsRow()], inpatient)
    expect(model).toMatchObject({ kind: 'eligible', word: 'DIJAMIN', programme: 'Kartu Bekasi Sehat (LKM-NIK)' })
    expect(model.sentence).toBe('Rawat inap kelas 3 ditanggung Pemerintah Kota Bekasi')
    expect(model.facts.at(-1)).toMatchObject({ value: 'Puskesmas', note: 'berlaku s.d. 16 Feb 2027' })
    expect(model.say).toBe(
      'Perawatan Bapak dijamin di kelas 3. Jaminan ini tidak bisa dipakai di kelas 1 atau kelas 2.',
    )
    expect(model.traces[0]?.counts).toMatchObject({ failed: 0, unknown: 0 })
  })

  it('asks for a referral nobody was asked for yet, instead of refusing for want of it', () => {
    const model = shown([kbsRow()], asked({ care: 'rawat-jalan' }))
    expect(model).toMatchObject({ kind: 'awaiting-referral', word: 'PERLU RUJUKAN', reasons: [] })
    expect(model.grounds.length).toBeGreaterThan(0)
    expect(model.note.map(({ text }) => text).join('')).toContain('puskesmas')
    expect(model.say).toContain('surat rujukan')
    expect(model.traces[0]?.counts).toMatchObject({ failed: 1 })
  })

  it('refuses a referral that was given and does not count, and what no referral can mend', () => {
    const old = { origin: 'puskesmas', date: '2026-01-18' } as const
    expect(shown([kbsRow()], asked({ care: 'rawat-jalan', referral: old })).kind).toBe('ineligible')
    expect(shown([kbsRow({ status: 'suspended' })], asked({ care: 'rawat-jalan' })).kind).toBe('ineligible')
  })

  it('asks for the referral of the programme that it would help, whatever another programme refuses', () => {
    const nik = kbsRow().nik
    const model = shown(
      [bogorRow({ nik, birthDate: '1990-08-15', jknStatus: 'none' }), kbsRow()],
      asked({ care: 'rawat-jalan' }),
    )
    expect(model).toMatchObject({ kind: 'awaiting-referral', programme: 'Kartu Bekasi Sehat (LKM-NIK)' })
  })

  it('adds the age of the data from the third day on', () => {
    expect(shown([kbsRow()], inpatient, '2026-11-19').sentence).not.toContain('menurut data')
    expect(shown([kbsRow()], inpatient, '2026-11-18').sentence).toMatch(/, menurut data 3 hari lalu$/)
  })

  it('lists the reasons of each programme under its name, and counts them all', () => {
    const active = { jknStatus: 'active', jknNumber: '0001234567890', jknSegment: 'ppu' }
    const nik = kbsRow().nik
    const model = shown([kbsRow(active), bogorRow({ ...active, nik, birthDate: '1990-08-15' })], inpatient)
    expect(model.kind).toBe('ineligible')
    expect(model.sentence).toBe('Ada 2 alasan untuk rawat inap hari ini, 21 November 2026')
    expect(model.reasons.map(({ programme, code }) => [programme, code])).toEqual([
      ['Kartu Bekasi Sehat (LKM-NIK)', 'jkn-active'],
      ['Kartu Bogor Sehat', 'jkn-not-active'],
    ])
  })

  it('shows what old data would have said as a chip, never as the word', () => {
    const model = shown([kbsRow()], inpatient, '2026-11-05')
    expect(model).toMatchObject({
      kind: 'stale',
      word: 'DATA TERLALU LAMA',
      sentence: 'Umur data 16 hari, batasnya 14 hari',
    })
    expect(model.ifCurrent?.word).toBe('Dijamin, kelas 3')
    expect(model.grounds).toEqual([])
    const unasked = shown([kbsRow()], asked({ care: 'rawat-jalan' }), '2026-11-05')
    expect(unasked.ifCurrent).toEqual({ kind: 'awaiting-referral', word: 'Perlu rujukan' })
  })

  it('puts both records of a conflict up for comparison', () => {
    const model = shown([kbsRow(), kbsRow({ birthDate: '1990-08-16' })], inpatient)
    expect(model.kind).toBe('review')
    expect(model.records).toHaveLength(2)
    expect(model.traces).toEqual([])
  })

  it('says of a refusal which programme of the hospital could not be looked up, and nothing where all could', () => {
    const state = roster('2026-11-21', NEVER_BROUGHT)
    const refused = shown([kbsRow({ status: 'ended' })], {}, '2026-11-21', state)
    expect(refused.kind).toBe('ineligible')
    expect(refused.note.map(({ text }) => text).join('')).toBe(
      'Data Bogor Sehat belum ada di loket ini, jadi kepesertaannya belum dapat diperiksa.',
    )
    expect(shown([kbsRow({ status: 'ended' })]).note).toEqual([])
    expect(shown([kbsRow()], {}, '2026-11-21', state).note).toEqual([])
  })

  it('names the version and the age of the source that speaks for the deciding programme', () => {
    const facts = { version: '2026-11-01-2', asOf: '2026-11-01', importedAt: '2026-11-01T21:10:00.000Z', ageDays: 20 }
    const feed = {
      kind: 'serving',
      source: 'kab-bogor',
      programmes: ['bogor-sehat'],
      ...facts,
      people: 1,
      rows: 1,
      fellBack: false,
    }
    const state = roster('2026-11-21', feed)
    const old = shown([bogorRow()], {}, '2026-11-01', state)
    expect([old.kind, old.sentence]).toEqual(['stale', 'Umur data 20 hari, batasnya 14 hari'])
    expect(old.rosterLine).toContain('kab-bogor/2026-11-01-2')
    const fresh = shown([kbsRow()], {}, '2026-11-21', state)
    expect([fresh.kind, fresh.rosterLine]).toEqual(['eligible', 'Data peserta versi 2026-11-21, per 21 November 2026'])
  })

  it('keeps warnings out of the head', () => {
    const plain = shown([kbsRow()], inpatient)
    const warned = shown([kbsRow({ birthDate: '1990-08-16' })], inpatient)
    expect(warned.warnings).toHaveLength(1)
    expect([warned.kind, warned.word, warned.sentence]).toEqual([plain.kind, plain.word, plain.sentence])
  })
})

describe('the panel of a number without a person', () => {
  const result = (change: object) => {
    const parsed = CheckResult.parse({
      kind: 'not-found',
      reading: {
        kind: 'keys',
        keys: [
          { kind: 'nik', value: '3275021508909910' },
          { kind: 'kk', value: '3275021508909910' },
        ],
        nik: null,
        productBarcode: false,
      },
      roster: roster('2026-11-21'),
      searched: ['nik', 'kk'],
      question: question(),
      ...change,
    })
    if (parsed.kind !== 'not-found') throw new Error('unexpected kind')
    return notFoundModel(parsed, settings)
  }

  it('says that it is no refusal, repeats the number in fours and suggests no other', () => {
    const model = result({})
    expect(model).toMatchObject({ word: 'BELUM DITEMUKAN', programme: 'Dicari sebagai NIK dan nomor KK' })
    expect(model.sentence).toContain('Bukan penolakan')
    const text = model.steps.flat().map((run) => run.text)
    expect(text).toContain('3275 0215 0890 9910')
    expect(text.join(' ').match(/\d{4} \d{4} \d{4} \d{4}/g)).toHaveLength(1)
  })

  it('names the programme whose data is not here: nobody could be found in it', () => {
    const model = result({ roster: roster('2026-11-21', NEVER_BROUGHT) })
    expect(model.note[0]?.text).toBe('Data Bogor Sehat belum ada di loket ini')
    expect(result({}).note).toEqual([])
  })

  it('points at the goods when a product was scanned', () => {
    const reading = { kind: 'keys', keys: [{ kind: 'jkn', value: '8991234567890' }], nik: null, productBarcode: true }
    expect(result({ reading, searched: ['jkn'] }).warnings).toEqual([id.verdict.notFoundProduct])
  })

  it('asks for the spelling after a search by name', () => {
    const model = result({ reading: { kind: 'unreadable', nik: null }, searched: ['name'] })
    expect(model.steps[0]?.[0]?.text).toBe(id.verdict.notFoundSpelling)
  })
})
