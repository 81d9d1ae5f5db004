import { ProgrammeDefinition } from '../domain/programme.ts'

/** The same in every version: who may belong, and for what. */
const everywhere = {
  cardScope: 'family',
  regencyCodes: ['3275'],
  wardClass: '3',
  careKinds: ['rawat-jalan', 'rawat-inap', 'igd', 'persalinan'],
  newbornDays: 28,
  priorityCategories: [],
}

/** Tiered referral: puskesmas, then RSUD, then a private hospital. The 90 days are not documented for Bekasi: common practice. */
const tieredReferral = {
  careKinds: ['rawat-jalan', 'rawat-inap'],
  origins: { government: ['puskesmas', 'rs'], private: ['rs'] },
  maxAgeDays: 90,
}

/** Kartu Bekasi Sehat of Kota Bekasi: one programme, four versions of its rules. */
export const kbsBekasi = ProgrammeDefinition.parse({
  code: 'kbs-bekasi',
  letters: 'KBS',
  payer: 'Pemerintah Kota Bekasi',
  shortName: 'KBS',
  staleAfterDays: 14,
  staleWarningDays: 3,
  provisionalDueHours: 72,
  versions: [
    {
      ...everywhere,
      version: 'v1',
      from: '2017-01-16',
      until: '2018-10-31',
      shownAs: 'Kartu Bekasi Sehat (KBS)',
      minMonthsResident: null,
      jkn: { kind: 'excluded', segments: ['pbi-apbn', 'pbi-apbd'] },
      excludesOtherInsurance: false,
      referral: null,
      hospitals: 'contracted',
      rsudFirst: false,
      source: 'Perwal Kota Bekasi 27.A/2017; Kepwal 440/Kep.582.a-Dinkes/XII/2016; bisnis.com 2017-01-16',
    },
    {
      ...everywhere,
      version: 'v2',
      from: '2018-11-01',
      until: '2019-12-31',
      shownAs: 'Kartu Bekasi Sehat (KBS)',
      minMonthsResident: null,
      jkn: { kind: 'excluded', segments: ['pbi-apbn', 'pbi-apbd'] },
      excludesOtherInsurance: false,
      referral: tieredReferral,
      hospitals: 'contracted',
      rsudFirst: false,
      source: 'Tiered referral from 1 November 2018: megapolitan.kompas.com 2018-11-07',
    },
    {
      ...everywhere,
      version: 'v3',
      from: '2020-01-01',
      until: '2022-03-31',
      shownAs: 'Kartu Bekasi Sehat (LKM-NIK)',
      minMonthsResident: 6,
      jkn: { kind: 'excluded', segments: 'any' },
      excludesOtherInsurance: true,
      referral: tieredReferral,
      hospitals: 'contracted',
      rsudFirst: true,
      source: 'SE Wali Kota Bekasi 440/7894/Dinkes of 2019-11-29; LKM-NIK: metropolitan.id 2019-12-26',
    },
    {
      ...everywhere,
      version: 'v4',
      from: '2022-04-01',
      until: null,
      shownAs: 'Kartu Bekasi Sehat (LKM-NIK)',
      minMonthsResident: 6,
      jkn: { kind: 'excluded', segments: 'any' },
      excludesOtherInsurance: true,
      referral: tieredReferral,
      hospitals: 'contracted-government',
      rsudFirst: false,
      source: 'Perpres 82/2018 art. 102; government hospitals only from 1 April 2022: radarbekasi.id, koranmediasi.com',
    },
  ],
})
