import { daysBetween, type IsoDate } from '../../shared/domain/dates.ts'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import type { Answer } from './desk-model.ts'

/** For how many days the programme takes a child in under its mother. */
export function newbornDays(
  { candidate }: Pick<Answer, 'candidate'>,
  programmes: readonly ProgrammeDefinition[],
): number {
  const [verdict] = candidate.programmes
  const versions = programmes.find(({ code }) => code === verdict?.programme)?.versions ?? []
  return versions.find(({ version }) => version === verdict?.version)?.newbornDays ?? 28
}

/** A child that its mother's guarantee no longer takes in: it needs its own NIK, or a provisional guarantee. */
export function isNewbornTooOld(
  answer: Pick<Answer, 'candidate' | 'draft'>,
  programmes: readonly ProgrammeDefinition[],
): boolean {
  const { newborn, question } = answer.draft
  if (newborn === null) return false
  return daysBetween(newborn.birthDate as IsoDate, question.serviceDate) > newbornDays(answer, programmes)
}
