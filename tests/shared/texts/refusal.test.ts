import { describe, expect, it } from 'vitest'
import type { ProgrammeVerdict } from '../../../shared/domain/verdict.ts'
import { ConflictCode, RefusalCode, WarningCode } from '../../../shared/domain/verdict.ts'
import type { Language } from '../../../shared/texts/language.ts'
import { conflictTexts, warningTexts } from '../../../shared/texts/notice.ts'
import {
  explainGrounds,
  explainRefusal,
  explainRefusals,
  explainTrace,
  isFixableAtDesk,
  sayRefusal,
} from '../../../shared/texts/refusal.ts'
import { asked, decide } from '../domain/deciding.ts'
import { bogorRow, kbsRow, question } from '../domain/samples.ts'
import { faultyWords } from './plain-words.ts'
import { refusedCases } from './refused-cases.ts'

const LANGUAGES: Language[] = ['id', 'en']
const GUARANTEED = asked({ care: 'rawat-inap', referral: { origin: 'puskesmas', date: '2026-11-18' } })

function first({ programmes }: { programmes: ProgrammeVerdict[] }): ProgrammeVerdict {
  const [verdict] = programmes
  if (!verdict) throw new Error('no programme was judged')
  return verdict
}

describe('every ground of refusal', () => {
  it('has a real case here, except care that no programme excludes', () => {
    const covered = new Set(refusedCases.map(({ code }) => code))
    expect(RefusalCode.options.filter((code) => !covered.has(code))).toEqual(['care-not-covered'])
  })

  it.each(refusedCases)(
    '$code states its fact, next step and words to say ($facts.0)',
    ({ code, row, change, facts }) => {
      for (const language of LANGUAGES) {
        const verdict = first(decide(row, change))
        const asks = change.question ?? question()
        const found = explainRefusals(verdict, { language, question: asks, programmeShortName: 'KBS' })
        const explained = found.find((explanation) => explanation.code === code)
        expect(explained?.fact).toContain(facts[language === 'id' ? 0 : 1])
        expect(faultyWords([explained?.title, explained?.fact, explained?.next, explained?.say])).toEqual([])
      }
    },
  )

  it('keeps whole sentences when the trace holds no facts', () => {
    const verdict: ProgrammeVerdict = { ...first(decide(kbsRow())), trace: [] }
    for (const language of LANGUAGES) {
      for (const code of RefusalCode.options) {
        const { title, fact, next, say } = explainRefusal(code, verdict, { language, question: question() })
        expect(faultyWords([title, fact, next, say])).toEqual([])
      }
    }
  })

  it('never says to the patient what a record says of a death', () => {
    const verdict = first(decide(kbsRow({ status: 'deceased', statusSince: '2026-10-01' })))
    for (const language of LANGUAGES) {
      const [explained] = explainRefusals(verdict, { language, question: question() })
      expect(explained?.say).not.toMatch(/meninggal|wafat|deceased|died|dead/i)
    }
  })

  it('speaks to Bapak, to Ibu, and of a child', () => {
    const said = (change: object) => {
      const verdict = first(decide(kbsRow({ status: 'suspended', ...change })))
      return sayRefusal(explainRefusals(verdict, { language: 'id', question: question() }))
    }
    expect(said({ sex: 'L' })).toContain('Bapak')
    expect(said({ sex: 'P' })).toContain('Ibu')
    expect(said({ sex: 'P', birthDate: '2019-07-09' })).toContain('Ananda')
  })

  it('tells the patient the ground that cannot be mended at the desk before one that can', () => {
    const verdict = first(
      decide(kbsRow({ jknStatus: 'active', jknSegment: 'ppu' }), asked({ care: 'rawat-inap', otherPayer: true })),
    )
    const explained = explainRefusals(verdict, { language: 'id', question: question() })
    expect(explained.map(({ code }) => code)).toEqual(['jkn-active', 'other-insurance', 'referral-missing'])
    expect(explained.map(({ code }) => isFixableAtDesk(code))).toEqual([false, true, true])
    expect(sayRefusal(explained)).toContain('Loket BPJS')
  })
})

describe('a guarantee', () => {
  it('names at most four grounds, with the dates they rest on', () => {
    const settings = {
      language: 'id',
      question: GUARANTEED.question ?? question(),
      hospitalName: 'RSUD Contoh',
    } as const
    expect(explainGrounds(first(decide(kbsRow(), GUARANTEED)), settings)).toEqual([
      { strong: 'Peserta aktif', rest: 'sejak 16 Januari 2017' },
      { strong: 'Warga Kota Bekasi', rest: 'sejak 1 Januari 2010, syarat minimal 6 bulan' },
      { strong: 'Tidak punya JKN aktif', rest: 'menurut data peserta' },
      { strong: 'RSUD Contoh bekerja sama', rest: 'berlaku sampai 31 Desember 2026' },
    ])
  })

  it('of Kartu Bogor Sehat rests on active JKN', () => {
    const grounds = explainGrounds(first(decide(bogorRow())), { language: 'en', question: question() })
    expect(grounds).toContainEqual({ strong: 'JKN active', rest: 'segment PBI APBD' })
  })

  it('never claims that there is no JKN where the rule was left open', () => {
    const row = kbsRow({ jknStatus: 'active', jknNumber: '0001234567890', jknSegment: null })
    const onOldRules = asked({ serviceDate: '2018-03-01' })
    const grounds = explainGrounds(first(decide(row, onOldRules)), { language: 'id', question: question() })
    expect(grounds.map(({ strong }) => strong)).not.toContain('Tidak punya JKN aktif')
  })
})

describe('the list of rules', () => {
  it.each([...refusedCases.map(({ row, change }) => ({ row, change })), { row: kbsRow(), change: GUARANTEED }])(
    'explains all nineteen in words (%#)',
    ({ row, change }) => {
      for (const language of LANGUAGES) {
        const steps = explainTrace(first(decide(row, change)), { language, question: change.question ?? question() })
        expect(steps.map(({ code }) => code)).toEqual(RefusalCode.options)
        expect(faultyWords(steps.flatMap(({ rule, detail }) => (detail === null ? [rule] : [rule, detail])))).toEqual(
          [],
        )
      }
    },
  )

  it('says what is missing where a gap in the roster leaves a rule open', () => {
    const steps = explainTrace(first(decide(kbsRow({ residentSince: null }))), { language: 'id', question: question() })
    expect(steps.find(({ outcome }) => outcome === 'unknown')).toMatchObject({
      code: 'residence-too-short',
      detail: 'Tanggal mulai menjadi warga belum tercatat',
    })
  })
})

describe('warnings and conflicts', () => {
  it.each(LANGUAGES)('have words for every code (%s)', (language) => {
    const warnings = WarningCode.options.map((code) => warningTexts[language][code])
    const conflicts = ConflictCode.options.map((code) => conflictTexts[language][code])
    expect(faultyWords(warnings.flatMap(({ title, next }) => [title, next]))).toEqual([])
    expect(faultyWords(conflicts.flatMap(({ title, next, say }) => [title, next, say('Ibu')]))).toEqual([])
  })
})
