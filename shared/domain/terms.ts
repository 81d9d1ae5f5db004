import { z } from 'zod'
import type { PersonVerdict } from './decide.ts'
import { IsoDate } from './dates.ts'
import { DistrictCode, KkNumber, ProgrammeCode, VillageCode } from './identifiers.ts'
import type { ProgrammeDefinition, ProgrammeVersion } from './programme.ts'
import { JknSegment, Sex, WardClass, type RosterRow } from './roster-row.ts'
import { guaranteedWardClass } from './rules.ts'
import { ConflictCode, RefusalCode, type ProgrammeVerdict, type Settled } from './verdict.ts'

/**
 * What an answer promises, and to whom: everything of it that a letter says or that somebody pays for. An admission brings the terms that
 * the clerk was shown, and nothing is issued on others. Neither the roster's version nor its date is among them: the same answer from
 * newer data is the same answer.
 */
export const Terms = z.strictObject({
  verdict: z.strictObject({
    kind: z.enum(['eligible', 'ineligible', 'review', 'stale']),
    reasons: z.array(RefusalCode),
    conflict: ConflictCode.nullable(),
  }),
  /** On whose paper, and who pays. */
  programme: z.strictObject({
    code: ProgrammeCode,
    shownAs: z.string(),
    payer: z.string().nullable(),
    letters: z.string().nullable(),
  }),
  /** Which of the programme's dated rules. */
  version: z.string().nullable(),
  /** The best class, of each record. */
  wardClass: z.array(WardClass.nullable()),
  person: z.array(z.strictObject({ name: z.string(), sex: Sex, birthDate: IsoDate })),
  family: z.array(
    z.strictObject({
      kkNumber: KkNumber,
      districtCode: DistrictCode,
      villageCode: VillageCode.nullable(),
      rw: z.string().nullable(),
      rt: z.string().nullable(),
    }),
  ),
  /** Who else may have to pay: cover by JKN that runs, of each record, and whether the programme asks for another payer. */
  otherCover: z.strictObject({
    jkn: z.array(JknSegment.or(z.literal('unknown')).nullable()),
    askedFor: z.boolean(),
  }),
  /** How old the referral that was given may be; null where none counts. */
  referralDays: z.int().nullable(),
  /** The rules that were met and those that nobody could judge. Empty between two records. */
  met: z.array(RefusalCode),
  unknown: z.array(RefusalCode),
  newbornDays: z.int().nullable(),
  /** How long the papers may take; null where nothing provisional is offered. */
  provisionalHours: z.int().nullable(),
})
export type Terms = z.infer<typeof Terms>
export type Term = keyof Terms

/** The terms of an answer, by the definitions that it was judged with. Pure. */
export function termsOf(judged: PersonVerdict, definitions: readonly ProgrammeDefinition[]): Terms {
  const { verdict } = judged
  const deciding = judged.programmes.find(({ programme }) => programme === verdict.programme)
  if (deciding === undefined) throw new Error('a verdict without its programme')
  const definition = definitions.find(({ code }) => code === deciding.programme) ?? null
  const version = definition?.versions.find((one) => one.version === deciding.version) ?? null
  const records = recordsOf(deciding, version)
  return {
    verdict: { kind: verdict.kind, ...groundsOf(verdict.kind === 'stale' ? verdict.verdictIfCurrent : verdict) },
    programme: {
      code: deciding.programme,
      shownAs: deciding.shownAs,
      payer: definition?.payer ?? null,
      letters: definition?.letters ?? null,
    },
    version: deciding.version,
    wardClass: records.map(({ wardClass }) => wardClass),
    person: records.map(({ person }) => person),
    family: records.map(({ family }) => family),
    otherCover: { jkn: records.map(({ jkn }) => jkn), askedFor: version?.excludesOtherInsurance ?? false },
    referralDays: referralDaysOf(deciding),
    met: rulesThat(deciding, 'passed'),
    unknown: rulesThat(deciding, 'unknown'),
    newbornDays: version?.newbornDays ?? null,
    provisionalHours: judged.provisionalOffered ? judged.provisionalDueHours : null,
  }
}

/** What stands otherwise in `after` than in `before`; empty where the answer is the same. Pure. */
export function changedTerms(before: Terms, after: Terms): Term[] {
  return Object.keys(Terms.shape)
    .map((key) => key as Term)
    .filter((term) => textOf(before[term]) !== textOf(after[term]))
}

function groundsOf(settled: Settled): Pick<Terms['verdict'], 'reasons' | 'conflict'> {
  return {
    reasons: settled.kind === 'ineligible' ? settled.reasons : [],
    conflict: settled.kind === 'review' ? settled.conflict : null,
  }
}

/** In an order of their own: another roster may list the records of a conflict the other way round. */
function recordsOf({ rows }: ProgrammeVerdict, version: ProgrammeVersion | null) {
  return rows
    .map((row) => ({
      person: { name: row.name, sex: row.sex, birthDate: row.birthDate },
      family: {
        kkNumber: row.kkNumber,
        districtCode: row.districtCode,
        villageCode: row.villageCode,
        rw: row.rw,
        rt: row.rt,
      },
      wardClass: version && guaranteedWardClass(row, version),
      jkn: runningCover(row),
    }))
    .toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1))
}

function runningCover({ jknStatus, jknSegment }: RosterRow): Terms['otherCover']['jkn'][number] {
  return jknStatus === 'active' ? (jknSegment ?? 'unknown') : null
}

function referralDaysOf({ trace }: ProgrammeVerdict): number | null {
  const days = trace.find(({ rule }) => rule === 'referral-expired')?.facts['maxAgeDays']
  return typeof days === 'number' ? days : null
}

/** A card that is out of use refuses, or says nothing: that it was looked at depends on the key alone. */
function rulesThat({ trace }: ProgrammeVerdict, outcome: 'passed' | 'unknown'): RefusalCode[] {
  return trace.filter((step) => step.outcome === outcome && step.rule !== 'card-blocked').map(({ rule }) => rule)
}

/** The keys of a value that came over the wire stand in the schema's order, and so do those made here. */
function textOf(value: unknown): string {
  return JSON.stringify(value)
}
