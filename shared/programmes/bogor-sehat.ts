import { ProgrammeDefinition } from '../domain/programme.ts'

/** From a first-level facility (FKTP), whoever owns the hospital. The 90 days are not documented: common practice. */
const FKTP = ['puskesmas', 'klinik', 'dokter']

/** Kartu Bogor Sehat of Kabupaten Bogor: JKN whose premium the regency pays. */
export const bogorSehat = ProgrammeDefinition.parse({
  code: 'bogor-sehat',
  letters: 'BGS',
  payer: 'Pemerintah Kabupaten Bogor',
  shortName: 'Bogor Sehat',
  staleAfterDays: 14,
  staleWarningDays: 3,
  provisionalDueHours: 72,
  versions: [
    {
      version: 'v1',
      from: '2019-01-01',
      until: null,
      shownAs: 'Kartu Bogor Sehat',
      cardScope: 'person',
      regencyCodes: ['3201'],
      minMonthsResident: null,
      jkn: { kind: 'required', segments: ['pbi-apbd', 'pbpu-pemda'] },
      excludesOtherInsurance: false,
      wardClass: '3',
      careKinds: ['rawat-jalan', 'rawat-inap', 'igd', 'persalinan'],
      referral: {
        careKinds: ['rawat-jalan', 'rawat-inap'],
        origins: { government: FKTP, private: FKTP },
        maxAgeDays: 90,
      },
      hospitals: 'contracted',
      rsudFirst: false,
      // JKN itself covers a child registered within 28 days of birth.
      newbornDays: 28,
      priorityCategories: ['fakir-miskin', 'tidak-mampu', 'pmks'],
      source: 'Integrated with JKN-KIS since 2019: depok.tribunnews.com and wartakota.tribunnews.com 2022-06-14',
    },
  ],
})
