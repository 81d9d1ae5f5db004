import type { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { headerOf } from './pack-fixture.ts'

const FAMILY = {
  kkNumber: '3275021203189901',
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
  rt: '005',
  jknNumber: null,
  jknStatus: 'none',
  jknSegment: null,
  cardNumber: 'KBS990001234',
  cardUid: null,
  cardStatus: 'distributed',
  cardSubmittedOn: '2017-03-20',
  cardDistributedOn: '2017-05-02',
}

/** The rows of the worked example in docs/feed.md. */
export const EXAMPLE_ROWS = [
  {
    ...FAMILY,
    nik: '3275021508909901',
    name: 'Budi Contoh',
    sex: 'L',
    birthDate: '1990-08-15',
    residentSince: '2010-05-01',
  },
  {
    ...FAMILY,
    nik: '3275026702159901',
    name: 'Siti Contoh',
    sex: 'P',
    birthDate: '2015-02-27',
    residentSince: '2015-02-27',
  },
] as unknown as readonly RosterRow[]

export const EXAMPLE_HEADER = headerOf(EXAMPLE_ROWS.length, null, ['kbs-bekasi'])
