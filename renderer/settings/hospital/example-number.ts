import type { IsoDate } from '../../../shared/domain/dates.ts'
import { formatLetterNumber } from '../../../shared/domain/letter-number.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'

type Given = {
  hospitalCode: string | undefined
  programmes: readonly Pick<ProgrammeDefinition, 'letters'>[]
  today: IsoDate
}

/** What the first letter number under a desk code would look like today. */
export function exampleNumber(deskCode: string, { hospitalCode = '0000000', programmes, today }: Given): string {
  const letters = programmes[0]?.letters ?? 'KBS'
  return formatLetterNumber({ sequence: 1, letters, hospitalCode, deskCode, date: today })
}
