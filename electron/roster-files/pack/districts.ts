import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { Ranked } from './ranked.ts'

/** Six-digit districts that NIKs and addresses of a block have in common: 0 in their columns is the district of the KK, the others follow. */
export type Districts = Ranked<number>

export function districtsWriter(columns: ColumnsWriter): { districts: Districts; end(): void } {
  const districts: Districts = new Ranked()
  return {
    districts,
    end() {
      const using = [columns.numbers('nikDistrict'), columns.numbers('addressDistrict')]
      const column = columns.numbers('districts')
      for (const district of districts.settle(using, 1)) column.push(district)
    },
  }
}

export function districtsReader(columns: ColumnsReader): number[] {
  const column = columns.numbers('districts')
  return Array.from(column.values, () => column.below(1e6))
}
