import type { ProgrammeDefinition, ProgrammeVersion } from './programme.ts'

/** What two parts of a definition say against each other, or what no decree means. */
export type ContradictionCode =
  // Between versions
  | 'too-many-versions'
  | 'version-name-twice'
  | 'dates-reversed'
  /** A day that two versions cover: which rules hold would depend on their order in the file. */
  | 'versions-overlap'
  // Inside a version
  | 'value-twice'
  /** Asked for a kind of care that the version does not cover. */
  | 'referral-for-uncovered-care'
  /** A child is admitted under its mother, and no care that a child is born into or taken in for is covered. */
  | 'newborn-without-care'
  // Of the definition
  /** Warned of only when it is too old already. */
  | 'warning-after-stale'
  | 'number-out-of-range'
  | 'text-empty'
  | 'text-too-long'
  /** Line breaks, control or direction signs: it stands on letters. */
  | 'text-unprintable'
  // Between definitions
  | 'too-many-programmes'
  | 'code-twice'
  /** Two programmes would give out the same letter numbers. */
  | 'letters-twice'

/** Where: `field` as the definition names it; `version` null where it is not one version's. */
export type Contradiction = {
  code: ContradictionCode
  programme: string
  version: string | null
  field: string
}

const MAX_VERSIONS = 100
const MAX_PROGRAMMES = 20
/** A period longer than this is a slip of the pen, such as hours for days. */
const MAX_NUMBERS = {
  staleAfterDays: 366,
  provisionalDueHours: 720,
  maxAgeDays: 366,
  minMonthsResident: 240,
  newbornDays: 365,
}
const MAX_TEXTS = { payer: 120, shortName: 40, shownAs: 80, source: 500 }
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u

/** What makes a definition unfit to judge by; none for a sound one. Gaps between versions are allowed: the programme was not in force. Pure. */
export function contradictions(definition: ProgrammeDefinition): Contradiction[] {
  const { code: programme, versions } = definition
  const found = (code: ContradictionCode, field: string): Contradiction => ({ code, programme, version: null, field })
  return [
    ...(versions.length > MAX_VERSIONS ? [found('too-many-versions', 'versions')] : []),
    ...(definition.staleWarningDays >= definition.staleAfterDays
      ? [found('warning-after-stale', 'staleWarningDays')]
      : []),
    ...outOfRange(definition, ['staleAfterDays', 'provisionalDueHours']).map((field) =>
      found('number-out-of-range', field),
    ),
    ...unfitTexts(definition, ['payer', 'shortName']).map(([code, field]) => found(code, field)),
    // Each with each: no more than so many are looked at.
    ...amongVersions(programme, versions.slice(0, MAX_VERSIONS)),
    ...versions.slice(0, MAX_VERSIONS).flatMap((version) => insideVersion(programme, version)),
  ]
}

/** The same for a set that is to serve together. */
export function contradictionsAmong(definitions: readonly ProgrammeDefinition[]): Contradiction[] {
  const [first] = definitions
  if (first !== undefined && definitions.length > MAX_PROGRAMMES) {
    return [{ code: 'too-many-programmes', programme: first.code, version: null, field: 'code' }]
  }
  return definitions.flatMap((definition, index) => {
    const { code: programme, letters } = definition
    const before = definitions.slice(0, index)
    const found = (code: ContradictionCode, field: string) => ({ code, programme, version: null, field })
    return [
      ...contradictions(definition),
      ...(before.some((other) => other.code === programme) ? [found('code-twice', 'code')] : []),
      ...(before.some((other) => other.letters === letters) ? [found('letters-twice', 'letters')] : []),
    ]
  })
}

function amongVersions(programme: string, versions: readonly ProgrammeVersion[]): Contradiction[] {
  return versions.flatMap((version, index) => {
    const before = versions.slice(0, index)
    const found = (code: ContradictionCode, field: string) => ({ code, programme, version: version.version, field })
    return [
      ...(before.some((other) => other.version === version.version) ? [found('version-name-twice', 'version')] : []),
      ...(before.some((other) => overlaps(other, version)) ? [found('versions-overlap', 'from')] : []),
    ]
  })
}

function insideVersion(programme: string, version: ProgrammeVersion): Contradiction[] {
  const { referral, careKinds, newbornDays } = version
  const found = (code: ContradictionCode, field: string): Contradiction => ({
    code,
    programme,
    version: version.version,
    field,
  })
  const beds = careKinds.some((care) => care !== 'rawat-jalan')
  return [
    ...(isReversed(version) ? [found('dates-reversed', 'until')] : []),
    ...repeatedLists(version).map((field) => found('value-twice', field)),
    ...(referral?.careKinds.some((care) => !careKinds.includes(care))
      ? [found('referral-for-uncovered-care', 'referral.careKinds')]
      : []),
    ...(newbornDays > 0 && !beds ? [found('newborn-without-care', 'newbornDays')] : []),
    ...outOfRange(version, ['minMonthsResident', 'newbornDays']).map((field) => found('number-out-of-range', field)),
    ...outOfRange(referral ?? {}, ['maxAgeDays']).map((field) => found('number-out-of-range', `referral.${field}`)),
    ...unfitTexts(version, ['shownAs', 'source']).map(([code, field]) => found(code, field)),
  ]
}

function isReversed({ from, until }: ProgrammeVersion): boolean {
  return until !== null && until < from
}

/** Both ends count. A reversed version covers no day. */
function overlaps(a: ProgrammeVersion, b: ProgrammeVersion): boolean {
  if (isReversed(a) || isReversed(b)) return false
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)
}

function repeatedLists({ regencyCodes, careKinds, jkn, referral, priorityCategories }: ProgrammeVersion): string[] {
  const lists: [string, readonly string[]][] = [
    ['regencyCodes', regencyCodes],
    ['careKinds', careKinds],
    ['jkn.segments', jkn === null || jkn.segments === 'any' ? [] : jkn.segments],
    ['referral.careKinds', referral?.careKinds ?? []],
    ['referral.origins.government', referral?.origins.government ?? []],
    ['referral.origins.private', referral?.origins.private ?? []],
    ['priorityCategories', priorityCategories],
  ]
  return lists.filter(([, list]) => new Set(list).size < list.length).map(([field]) => field)
}

function outOfRange<Field extends keyof typeof MAX_NUMBERS>(
  of: { [F in Field]?: number | null },
  fields: readonly Field[],
): Field[] {
  return fields.filter((field) => (of[field] ?? 0) > MAX_NUMBERS[field])
}

function unfitTexts<Field extends keyof typeof MAX_TEXTS>(
  of: Record<Field, string>,
  fields: readonly Field[],
): [ContradictionCode, Field][] {
  return fields.flatMap((field): [ContradictionCode, Field][] => {
    const text = of[field]
    if (text.trim() === '') return [['text-empty', field]]
    if (text.length > MAX_TEXTS[field]) return [['text-too-long', field]]
    return UNPRINTABLE.test(text) ? [['text-unprintable', field]] : []
  })
}
