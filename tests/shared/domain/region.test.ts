import { readFile } from 'node:fs/promises'
import { getDistricts } from 'idn-area-data'
import { describe, expect, it } from 'vitest'
import { compileRegionTable } from '../../../electron/build/compile-regions.ts'
import { describeAddress } from '../../../shared/domain/address.ts'
import { VillageCode } from '../../../shared/domain/identifiers.ts'
import { districtsOf, lookUpDistrict, regencyName, villageName, villagesOf } from '../../../shared/domain/region.ts'

describe('the compiled table', () => {
  it('is, byte for byte, what the compiler makes of idn-area-data', async () => {
    const committed = await readFile(new URL('../../../shared/domain/region-table.ts', import.meta.url), 'utf8')
    expect(await compileRegionTable()).toBe(committed)
  })

  it('names every kecamatan of the source, all 7,285', async () => {
    const source = await getDistricts()
    expect(source).toHaveLength(7285)
    for (const { code, name } of source) {
      const found = lookUpDistrict(code.replaceAll('.', ''))
      expect(found).toMatchObject({ status: 'current', district: name.trim().replaceAll(/\s+/g, ' ') })
      expect(found.regency).not.toBeNull()
      expect(found.province).not.toBeNull()
    }
  })
})

describe('lookUpDistrict', () => {
  it('names the three levels of a current code', () => {
    expect(lookUpDistrict('327502')).toEqual({
      status: 'current',
      district: 'Bekasi Barat',
      regency: 'Kota Bekasi',
      province: 'Jawa Barat',
    })
    expect(lookUpDistrict('960101')).toMatchObject({
      district: 'Makbon',
      regency: 'Kabupaten Sorong',
      province: 'Papua Barat Daya',
    })
  })

  it('knows exactly the 26 retired kabupaten and kota, and none of them is current', () => {
    const codes = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))
    const retired = codes.filter((code) => lookUpDistrict(`${code}01`).status === 'retired')
    expect(retired).toHaveLength(26)
    expect(new Set(retired.map((code) => code.slice(0, 2)))).toEqual(new Set(['91', '92']))
    expect(retired.map(regencyName).filter((name) => name !== null)).toEqual([])
  })

  it.each(['', '32', '3275', '327500', '327513', '329901', '991201', '3275021001', 'abcdef', '32750x'])(
    'answers unknown for %j and does not throw',
    (code) => {
      expect(lookUpDistrict(code)).toMatchObject({ status: 'unknown', district: null })
    },
  )
})

describe('the areas of the programmes', () => {
  it.each([
    ['3275', 'Kota Bekasi', 12, 56],
    ['3216', 'Kabupaten Bekasi', 23, 187],
    ['3201', 'Kabupaten Bogor', 40, 435],
    ['3271', 'Kota Bogor', 6, 68],
  ])('%s is %s with %i kecamatan and %i kelurahan or desa', (code, name, districts, villages) => {
    expect(regencyName(code)).toBe(name)
    expect(districtsOf(code)).toHaveLength(districts)
    expect(districtsOf(code).flatMap((district) => villagesOf(district.code))).toHaveLength(villages)
  })

  it('knows Kranji, and no village outside them', () => {
    expect(villageName('3275021002')).toBe('Kranji')
    expect(villageName('1101012001')).toBeNull()
    expect(villagesOf('110101')).toEqual([])
  })
})

describe('describeAddress', () => {
  const village = VillageCode.parse('3275021002')

  it('writes RT, RW, kelurahan, kecamatan and kota', () => {
    const place = { rt: '3', rw: '02', villageCode: village, districtCode: '327502' }
    expect(describeAddress(place)).toBe('RT 003 RW 002, Kranji, Bekasi Barat, Kota Bekasi')
  })

  it.each([
    [{ rt: null, rw: '2', villageCode: null, districtCode: '327502' }, 'RW 002, Bekasi Barat, Kota Bekasi'],
    [{ rt: null, rw: null, villageCode: null, districtCode: '327599' }, 'Kota Bekasi'],
    [{ rt: null, rw: null, villageCode: null, districtCode: null }, ''],
    [{ rt: '1', rw: null, villageCode: null, districtCode: '999999' }, 'RT 001'],
  ])('leaves out what is empty or unknown: %o', (place, text) => {
    expect(describeAddress(place)).toBe(text)
  })
})
