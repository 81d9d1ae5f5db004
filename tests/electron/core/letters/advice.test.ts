import { afterEach, describe, expect, it } from 'vitest'
import type { AdviceRequest } from '../../../../electron/core/letters/create-letters.ts'
import { adviceWords, type RefusedPatient } from '../../../../electron/core/letters/advice-words.ts'
import type { IsoDate, IsoInstant } from '../../../../shared/domain/dates.ts'
import type { Hospital } from '../../../../shared/domain/hospital.ts'
import { Question } from '../../../../shared/domain/question.ts'
import { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { ProgrammeVerdict, RefusalCode } from '../../../../shared/domain/verdict.ts'
import { programmes } from '../../../../shared/programmes/programmes.ts'
import type { Language } from '../../../../shared/texts/language.ts'
import { hospital, longHospital } from './letter-fixtures.ts'
import { letterDesk, type LetterDesk } from './letter-desk.ts'
import { readPdf } from './read-pdf.ts'

const question = Question.parse({
  serviceDate: '2026-11-21',
  care: 'rawat-inap',
  wardClass: '1',
  referral: null,
  otherPayer: false,
  accident: 'none',
})

const row = RosterRow.parse({
  nik: '3275025403929912',
  kkNumber: '3275021203159921',
  name: 'Siti Contoh',
  sex: 'P',
  birthDate: '1992-03-14',
  programme: 'kbs-bekasi',
  category: 'tidak-mampu',
  wardClass: '3',
  validFrom: '2024-01-01',
  validUntil: null,
  status: 'active',
  statusSince: null,
  districtCode: '327502',
  villageCode: null,
  rw: null,
  rt: null,
  residentSince: null,
  jknNumber: null,
  jknStatus: 'none',
  jknSegment: null,
  cardNumber: null,
  cardUid: null,
  cardStatus: null,
  cardSubmittedOn: null,
  cardDistributedOn: null,
})

function refused(
  reasons: RefusalCode[],
  programme = 'kbs-bekasi',
  shownAs = 'Kartu Bekasi Sehat (LKM-NIK)',
): ProgrammeVerdict {
  return ProgrammeVerdict.parse({
    programme,
    shownAs,
    version: 'v4',
    settled: { kind: 'ineligible', reasons, guaranteedWardClass: '3' },
    rows: [row],
    trace: [],
    warnings: [],
    priority: false,
  })
}

const open: LetterDesk[] = []
afterEach(() => {
  for (const made of open.splice(0)) made.remove()
})

async function advice(
  verdicts: ProgrammeVerdict[],
  options: { language?: Language; hospital?: Hospital; demo?: boolean } = {},
) {
  const asked: AdviceRequest[] = []
  const patient: RefusedPatient = {
    name: row.name,
    nik: row.nik,
    verdicts,
    rosterAsOf: '2026-11-20' as IsoDate,
    roster: NO_ROSTER,
  }
  const at = letterDesk({
    hospital: options.hospital ?? hospital,
    demo: options.demo ?? false,
    deps: {
      adviceFor: (request) => {
        asked.push(request)
        return verdicts.length === 0 ? null : patient
      },
    },
  })
  open.push(at)
  const result = await at.letters.printAdvice(
    { nik: row.nik, text: row.nik, question, language: options.language ?? 'id' },
    'Rina Contoh',
  )
  const paper = at.tray[0]
  return { at, asked, result, paper, read: paper === undefined ? null : await readPdf(paper.pdf) }
}

const NO_ROSTER = { kind: 'none' } as const

describe('the advice sheet of a refused patient', () => {
  it('gives each reason with what can be done, what to bring, and says that it is no letter', async () => {
    const { read, result } = await advice([refused(['referral-missing', 'ward-class-too-high'])])
    expect(result.kind).toBe('made')
    expect(read?.pages).toHaveLength(1)
    const text = read?.pages[0]
    expect(text).toContain('Bukan surat jaminan')
    expect(text).toContain('Menurut data peserta per 20 November 2026')
    expect(text).toContain('1. Surat rujukan belum ada')
    expect(text).toContain('silakan memintanya ke puskesmas')
    expect(text).toContain('2. Kelas yang diminta di atas jaminan')
    expect(text).toContain('Surat rujukan yang masih berlaku')
    expect(text).toContain('Langsung ke IGD')
  })

  it('shows the patient only masked, and has neither name nor number in the file’s name', async () => {
    const { read, paper } = await advice([refused(['membership-ended'])])
    const text = read?.pages[0]
    expect(text).toContain('Siti C.')
    expect(text).toContain('3275 **** **** **12')
    expect(text).not.toMatch(/Siti Contoh|3275025403929912|3275 0254/)
    expect(paper?.fileName).toMatch(/^langkah-berikutnya-\d{14}\.pdf$/)
  })

  it('is there in English', async () => {
    const { read } = await advice([refused(['referral-missing'])], { language: 'en' })
    expect(read?.pages[0]).toContain('Not a guarantee letter')
    expect(read?.pages[0]).toContain('What to bring')
    expect(read?.info).toMatchObject({ Language: 'en-GB' })
  })

  it('does not tell a living person on paper that a register says otherwise', async () => {
    const { read } = await advice([refused(['deceased'])])
    expect(read?.pages[0]).toContain('Data perlu diperiksa')
    expect(read?.pages[0]).not.toMatch(/meninggal|wafat/i)
  })

  it('has words for every refusal code in both languages', () => {
    const facts = {
      question,
      hospital,
      programmes,
      deskCode: 'A1',
      at: '2026-11-21T03:42:18.000Z' as IsoInstant,
      demo: false,
    }
    for (const language of ['id', 'en'] as const) {
      for (const code of RefusalCode.options) {
        const patient = {
          name: row.name,
          nik: row.nik,
          verdicts: [refused([code])],
          rosterAsOf: question.serviceDate,
          roster: NO_ROSTER,
        }
        const [reason] = adviceWords({ ...facts, patient, language }).groups[0]?.reasons ?? []
        expect(reason?.title).not.toBe('')
        expect(reason?.step).toMatch(/\.$|\?$/)
        expect(JSON.stringify(reason)).not.toMatch(/undefined|NaN|3275025403929912/)
      }
    }
  })

  it('stays on its page whatever is refused, and says how many reasons are left out', async () => {
    const all = RefusalCode.options
    const { read } = await advice([refused(all), refused(all, 'bogor-sehat', 'Kartu Bogor Sehat')], {
      hospital: longHospital,
      demo: true,
    })
    expect(read?.pages).toHaveLength(1)
    expect(read?.pages[0]).toMatch(/Dan \d+ alasan lain; tanyakan di loket\./)
    expect(read?.pages[0]).toContain('Langsung ke IGD')
    expect(read?.inkBox[1]).toBeGreaterThan(20)
    expect(read?.inkBox[2]).toBeLessThanOrEqual(419.53 - 36)
  })

  it('is not made for a patient who is not refused', async () => {
    const { result, at, asked } = await advice([])
    expect(result).toEqual({ kind: 'not-refused' })
    expect(at.tray).toHaveLength(0)
    expect(asked).toEqual([{ nik: row.nik, text: row.nik, question, language: 'id' }])
  })

  it('carries the desk’s day, not the machine’s', async () => {
    const { read } = await advice([refused(['membership-ended'])])
    expect(read?.pages[0]).toContain('21 November 2026 · 08.00 WIB · Loket A1')
  })
})
