import type { RuleTexts } from './refusal-text.ts'
import type { RuleContext } from './rule-context.ts'
import { jknTrouble, lowerFirst, wardClasses } from './rule-facts.ts'
import { terms } from './terms.ts'

const words = terms.en

/** Every rule in English by its good side. */
export const ruleEn: RuleTexts = {
  'programme-not-in-force': {
    rule: 'Programme in force on the date of care',
    passed: (c) => {
      const from = c.date(c.isoDate('from'))
      return from === null ? null : `These rules hold since ${from}`
    },
  },
  'membership-not-started': {
    rule: 'Membership has started',
    passed: (c) => `From ${c.date(c.row.validFrom)}`,
  },
  'membership-ended': {
    rule: 'Membership has not ended',
    passed: (c) => (c.row.validUntil === null ? 'Without an end' : `Until ${c.date(c.row.validUntil)}`),
    ground: (c) => ({ strong: 'Active member', rest: `since ${c.date(c.row.validFrom)}` }),
  },
  'membership-suspended': { rule: 'Membership is not suspended', passed: () => null },
  'moved-away': {
    rule: 'Registered in the programme’s area',
    passed: (c) => c.place,
    ground: (c) => ({ strong: residentOf(c), rest: residenceRest(c) }),
  },
  deceased: { rule: 'Not recorded as deceased', passed: () => null },
  'residence-too-short': {
    rule: 'Resident for long enough',
    passed: (c) => residenceRest(c) || null,
    unknown: 'The date of becoming a resident is not on record',
    ground: (c) => ({ strong: residentOf(c), rest: residenceRest(c) }),
  },
  'jkn-active': {
    rule: 'No active JKN that the programme excludes',
    passed: (c) => (c.row.jknStatus === 'active' ? 'JKN active, but not excluded' : 'No JKN, or not active'),
    unknown: 'JKN active, its segment is not on record',
    ground: (c) => (c.row.jknStatus === 'active' ? null : { strong: 'No active JKN', rest: 'according to the roster' }),
  },
  'jkn-not-active': {
    rule: 'JKN active and paid by the regional government',
    passed: (c) => (c.row.jknSegment === null ? null : `JKN active, ${words.segment[c.row.jknSegment]}`),
    ground: (c) =>
      jknTrouble(c) === 'segment' && c.row.jknSegment !== null
        ? { strong: 'JKN active', rest: `segment ${words.segment[c.row.jknSegment]}` }
        : null,
  },
  'other-insurance': { rule: 'No other payer', passed: () => 'As entered at the desk' },
  'referral-missing': {
    rule: 'There is a referral letter',
    passed: (c) =>
      c.question.referral === null ? null : `From: ${lowerFirst(words.origin[c.question.referral.origin])}`,
  },
  'referral-wrong-origin': { rule: 'Referral from an accepted facility', passed: () => null },
  'referral-expired': {
    rule: 'The referral is still valid',
    passed: (c) => referralRest(c),
    ground: (c) => {
      const rest = referralRest(c)
      return rest === null ? null : { strong: 'Valid referral', rest }
    },
  },
  'hospital-not-contracted': {
    rule: 'The hospital has an agreement',
    passed: (c) => contractRest(c),
    ground: (c) => ({ strong: `${c.hospital ?? 'This hospital'} has an agreement`, rest: contractRest(c) ?? '' }),
  },
  'hospital-not-government': { rule: 'Government hospital', passed: () => null },
  'ward-class-too-high': {
    rule: 'The class asked is guaranteed',
    passed: (c) => {
      const { guaranteed } = wardClasses(c)
      return guaranteed === null ? null : `Class ${guaranteed} is guaranteed`
    },
  },
  'care-not-covered': { rule: 'Kind of care is covered', passed: (c) => words.care[c.question.care] },
  'card-blocked': { rule: 'The card that was read is not blocked', passed: () => null },
  'accident-other-payer': { rule: 'No accident that another payer covers', passed: () => 'As entered at the desk' },
}

function residentOf(c: RuleContext): string {
  return c.place === null ? 'Resident of the programme’s area' : `Resident of ${c.place}`
}

function residenceRest(c: RuleContext): string {
  const since = c.date(c.row.residentSince)
  const months = c.number('minMonths')
  const parts = [since === null ? '' : `since ${since}`, months === null ? '' : `at least ${months} months required`]
  return parts.filter((part) => part !== '').join(', ')
}

function referralRest(c: RuleContext): string | null {
  if (c.question.referral === null || c.referralAgeDays === null) return null
  const max = c.number('maxAgeDays')
  return `${c.referralAgeDays} days old${max === null ? '' : `, at most ${max} days`}`
}

function contractRest(c: RuleContext): string | null {
  const until = c.isoDate('contractUntil')
  return until === null ? null : `until ${c.date(until)}`
}
