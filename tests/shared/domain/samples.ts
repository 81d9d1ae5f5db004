import { IsoDate } from '../../../shared/domain/dates.ts'
import { Hospital } from '../../../shared/domain/hospital.ts'
import { Question } from '../../../shared/domain/question.ts'
import { RosterRow } from '../../../shared/domain/roster-row.ts'

export function date(text: string): IsoDate {
  return IsoDate.parse(text)
}

/** What may be overridden: plain strings, checked by the schema. */
type Loose<T> = { [K in keyof T]?: unknown }

/** A member of Kartu Bekasi Sehat with nothing against him on 2026-11-21. */
export function kbsRow(change: Loose<RosterRow> = {}): RosterRow {
  return RosterRow.parse({
    nik: '3275021508909901',
    kkNumber: '3275020101159901',
    name: 'CONTOH SATU',
    sex: 'L',
    birthDate: '1990-08-15',
    programme: 'kbs-bekasi',
    category: 'tidak-mampu',
    wardClass: '3',
    validFrom: '2017-01-16',
    validUntil: null,
    status: 'active',
    statusSince: null,
    districtCode: '327502',
    villageCode: '3275021002',
    rw: '002',
    rt: '003',
    residentSince: '2010-01-01',
    jknNumber: null,
    jknStatus: 'none',
    jknSegment: null,
    cardNumber: 'KBS2017000001',
    cardUid: '04A1B2C3',
    cardStatus: 'distributed',
    cardSubmittedOn: null,
    cardDistributedOn: null,
    ...change,
  })
}

/** A member of Kartu Bogor Sehat with nothing against him on 2026-11-21. */
export function bogorRow(change: Loose<RosterRow> = {}): RosterRow {
  return kbsRow({
    nik: '3201012902009903',
    birthDate: '2000-02-29',
    programme: 'bogor-sehat',
    category: 'fakir-miskin',
    validFrom: '2019-01-01',
    districtCode: '320101',
    villageCode: null,
    jknNumber: '0001234567890',
    jknStatus: 'active',
    jknSegment: 'pbi-apbd',
    cardNumber: null,
    cardUid: null,
    cardStatus: null,
    ...change,
  })
}

export function hospital(change: Loose<Hospital> = {}): Hospital {
  return Hospital.parse({
    code: '3275999',
    name: 'RSUD Contoh',
    owner: 'government',
    regencyCode: '3275',
    isRsud: true,
    contracts: [
      { programme: 'kbs-bekasi', from: '2017-01-01', until: '2026-12-31' },
      { programme: 'bogor-sehat', from: '2019-01-01', until: '2026-12-31' },
    ],
    letterHead: {
      authority: 'Pemerintah Kota Contoh',
      address: 'Jalan Contoh 1',
      phone: '021-0000000',
      city: 'Bekasi',
    },
    ...change,
  })
}

/** Emergency care today: no referral asked. */
export function question(change: Loose<Question> = {}): Question {
  return Question.parse({
    serviceDate: '2026-11-21',
    care: 'igd',
    wardClass: null,
    referral: null,
    otherPayer: false,
    accident: 'none',
    ...change,
  })
}
