import { lookUpDistrict, villageName } from './region.ts'
import type { RosterRow } from './roster-row.ts'

/** `RT 003 RW 002, Kranji, Bekasi Barat, Kota Bekasi`; a part that is empty or not in the region table is left out. */
export function describeAddress(
  place: Pick<RosterRow, 'rt' | 'rw' | 'villageCode'> & { districtCode: string | null },
): string {
  const rt = place.rt === null ? null : `RT ${place.rt.padStart(3, '0')}`
  const rw = place.rw === null ? null : `RW ${place.rw.padStart(3, '0')}`
  const neighbourhood = [rt, rw].filter((part) => part !== null).join(' ')
  const village = place.villageCode === null ? null : villageName(place.villageCode)
  const { district, regency } = lookUpDistrict(place.districtCode ?? '')
  return [neighbourhood, village, district, regency].filter((part) => part !== null && part !== '').join(', ')
}
