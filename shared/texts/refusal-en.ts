import {
  firstPayer,
  isFutureReferral,
  hasMoved,
  jknTrouble,
  lowerFirst,
  originList,
  segmentList,
  wardClasses,
} from './rule-facts.ts'
import type { RefusalTexts } from './refusal-text.ts'
import { sentenceCase } from './rule-context.ts'
import type { RuleContext } from './rule-context.ts'
import { terms } from './terms.ts'

const words = terms.en

/** Grounds of refusal in English; programme and legal terms stay Indonesian. */
export const refusalEn: RefusalTexts = {
  'programme-not-in-force': {
    title: () => 'Programme not in force on this date',
    fact: (c) => `No rules of ${c.programme} are in force on ${c.serviceDate}.`,
    next: () => 'Check the date of care. If it is right, offer another cover that the patient has.',
    say: (c) =>
      `This programme is not in force on ${c.serviceDate}. Let us look at what other cover ${c.isChild ? 'your child has' : 'you have'}.`,
  },
  'membership-not-started': {
    title: () => 'Membership has not started',
    fact: (c) => `Valid from ${c.date(c.row.validFrom)}; care on ${c.serviceDate}.`,
    next: () => 'Check the date of care. If it is right, offer another cover or a date after the start.',
    say: (c) =>
      `${sentenceCase(c.possessive)} membership starts on ${c.date(c.row.validFrom)}. Before that day the programme cannot pay.`,
  },
  'membership-ended': {
    title: () => 'Membership has ended',
    fact: (c) => endedSentence(c),
    next: () =>
      'Send to the Dinas Kesehatan with the original KTP and KK to renew. Check again once the data is updated.',
    say: (c) =>
      `${sentenceCase(c.possessive)} membership has ended. It is renewed at the Dinas Kesehatan; please bring the KTP and KK.`,
  },
  'membership-suspended': {
    title: () => 'Membership is suspended',
    fact: (c) => since(c, 'Suspended since', 'Recorded as suspended by the issuer.'),
    next: () => 'Send to the Dinas Kesehatan to ask why. Check again once it is active.',
    say: (c) =>
      `${sentenceCase(c.possessive)} membership is suspended. The Dinas Kesehatan can explain why; please bring the KTP and KK.`,
  },
  'moved-away': {
    title: () => 'Registered outside the programme’s area',
    fact: (c) =>
      hasMoved(c)
        ? since(c, 'Recorded as moved away since', 'Recorded as moved away.')
        : `The address on record${c.place === null ? '' : ` (${c.place})`} lies outside the area of ${c.programme}.`,
    next: () => 'Compare the address with the KTP. If still a resident, the record is updated at Disdukcapil.',
    say: (c) =>
      `Our data shows ${c.possessive} address outside the area of this programme. If it has not changed, please have it updated at Disdukcapil.`,
  },
  deceased: {
    title: () => 'Recorded as deceased',
    fact: (c) => since(c, 'Recorded as deceased on', 'The issuer has recorded this member as deceased.'),
    next: () =>
      'Compare the KTP with the person, without naming this record. If the data is wrong, call the supervisor and report it to the Dinas Kesehatan.',
    say: (c) =>
      `I am sorry, there is something in ${c.possessive} data that we need to check first. One moment, please.`,
  },
  'residence-too-short': {
    title: () => 'Not a resident for long enough',
    fact: (c) => {
      const months = c.number('minMonths')
      const required = months === null ? 'not yet enough for the programme' : `at least ${months} months are required`
      return `Resident since ${c.date(c.row.residentSince) ?? 'a date not on record'}; ${required}.`
    },
    next: (c) => {
      const from = residenceMetOn(c)
      return from === null
        ? 'Compare the date on the KK. Until then, offer another cover that the patient has.'
        : `Qualifies from ${from}. Until then, offer another cover that the patient has.`
    },
    say: (c) => {
      const from = residenceMetOn(c)
      return from === null
        ? 'This programme is for people who have lived here for some time, and that time has not been reached yet.'
        : `This programme is for people who have lived here long enough. ${c.subject} will qualify from ${from}.`
    },
  },
  'jkn-active': {
    title: () => 'The patient has active JKN',
    fact: (c) => {
      const segment = c.row.jknSegment === null ? '' : `, ${words.segment[c.row.jknSegment]}`
      const excluded = segmentList(c, '', 'or')
      const which = excluded === '' ? 'active JKN' : `active JKN of segment ${excluded}`
      return `${c.programme} is not used together with ${which}. On record: JKN-KIS active${segment}.`
    },
    next: () => 'Send to the BPJS counter. Care is paid by JKN, not by the patient.',
    say: (c) => `${c.subject} ${c.has} active JKN, so JKN will pay. Please go to the BPJS counter with the KTP.`,
  },
  'jkn-not-active': {
    title: (c) => (jknTrouble(c) === 'segment' ? 'JKN is paid by someone else' : 'JKN is not active'),
    fact: (c) => {
      const segment = c.row.jknSegment === null ? 'segment not known' : words.segment[c.row.jknSegment]
      const facts = {
        'no-number': `${c.programme} rests on JKN membership; no JKN number is on record.`,
        'not-active': `${c.programme} rests on JKN membership; the patient’s JKN is recorded as not active.`,
        segment: `${c.programme} covers the segment ${segmentList(c, 'PBI APBD or PBPU Pemda', 'or')}. On record: JKN active, ${segment}.`,
      }
      return facts[jknTrouble(c)]
    },
    next: (c) =>
      jknTrouble(c) === 'segment'
        ? 'Send to the BPJS counter. Care is paid by that JKN segment.'
        : 'Send to the Dinas Kesehatan or a BPJS office to activate JKN, then check again.',
    say: (c) =>
      jknTrouble(c) === 'segment'
        ? `${c.subject} ${c.has} active JKN, so JKN will pay. Please go to the BPJS counter with the KTP.`
        : `${sentenceCase(c.possessive)} JKN is not active yet. The Dinas Kesehatan can help; please bring the KTP and KK.`,
  },
  'other-insurance': {
    title: () => 'There is another payer',
    fact: (c) => `${c.programme} is only for residents without other cover; another payer was recorded at the desk.`,
    next: () => 'Use that payer. If it was recorded by mistake, change “Other payer” and check again.',
    say: (c) =>
      `Since ${c.isChild ? 'your child has' : 'you have'} another payer, that payer is used. Please show its card.`,
  },
  'referral-missing': {
    title: () => 'No referral letter yet',
    fact: (c) => {
      const age = c.number('maxAgeDays')
      return `${c.question.care === 'rawat-inap' ? `Planned ${c.care}` : sentenceCase(c.care)} needs a referral from ${originList(c, 'a facility that the programme accepts', 'or')}${age === null ? '' : `, at most ${age} days old`}.`
    },
    next: () => 'If there is a letter, enter it in the form and check again. If not, ask for one at the puskesmas.',
    say: (c) =>
      `A referral letter is needed for ${c.care}. If ${c.isChild ? 'your child has' : 'you have'} one, please show it; if not, please ask for one at the puskesmas.`,
  },
  'referral-wrong-origin': {
    title: () => 'Referral from another kind of facility',
    fact: (c) =>
      `Referred by: ${c.question.referral === null ? 'another facility' : lowerFirst(words.origin[c.question.referral.origin])}; accepted: ${originList(c, 'the facilities that the programme names', 'or')}.`,
    next: (c) =>
      `Ask for a referral from: ${originList(c, 'a facility that the programme names', 'or')}. Then check again.`,
    say: (c) =>
      `${sentenceCase(c.possessive)} referral is not from a facility that the programme accepts. Please ask for one from: ${originList(c, 'the puskesmas', 'or')}.`,
  },
  'referral-expired': {
    title: (c) => (isFutureReferral(c) ? 'Referral dated after the day of care' : 'The referral letter is too old'),
    fact: (c) => {
      const date = c.date(c.question.referral?.date ?? null) ?? 'a day not entered yet'
      if (isFutureReferral(c)) return `The referral is dated ${date}; care is on ${c.serviceDate}.`
      const max = c.number('maxAgeDays')
      const age = c.referralAgeDays === null ? '' : `, ${c.referralAgeDays} days old`
      return `The referral is dated ${date}${age}${max === null ? '' : `; at most ${max} days`}.`
    },
    next: (c) =>
      isFutureReferral(c)
        ? 'Check the date on the letter, correct the entry, then check again.'
        : 'Ask for a new referral where the old one was written, then check again.',
    say: (c) =>
      isFutureReferral(c)
        ? `We need to check the date on ${c.possessive} referral letter. May we see it, please?`
        : `${sentenceCase(c.possessive)} referral letter is too old. Please ask for a new one where it was written.`,
  },
  'hospital-not-contracted': {
    title: () => 'The hospital has no agreement',
    fact: (c) => {
      const latest = c.date(c.isoDate('contractUntil'))
      return `No agreement with ${c.programme} covers ${c.care} on ${c.serviceDate}${latest === null ? '' : `; the latest ended on ${latest}`}.`
    },
    next: () => 'Refer to a hospital with an agreement. If it was renewed, ask IT staff to update the settings.',
    say: (c) =>
      `This hospital has no agreement with the programme. We will help to find a hospital that can take ${c.isChild ? 'your child' : 'you'}.`,
  },
  'hospital-not-government': {
    title: () => 'Government hospitals only',
    fact: (c) => `${c.programme} is valid only at government hospitals with an agreement.`,
    next: () => 'Refer to the RSUD or another government hospital with an agreement.',
    say: (c) =>
      `${sentenceCase(c.possessive)} guarantee is valid at government hospitals. We will help with the way to the nearest RSUD.`,
  },
  'ward-class-too-high': {
    title: () => 'A better class than is guaranteed',
    fact: (c) => {
      const classes = wardClasses(c)
      const asked = classes.asked === null ? 'A better class was asked' : `Class ${classes.asked} was asked`
      return classes.guaranteed === null
        ? `${asked} than is guaranteed.`
        : `${asked}; class ${classes.guaranteed} is guaranteed.`
    },
    next: (c) =>
      `Choose class ${wardClasses(c).guaranteed ?? 'as guaranteed'}, then check again. If the patient still wants the better class, admit as pasien umum.`,
    say: (c) =>
      `${c.subject} ${c.is} guaranteed in class ${wardClasses(c).guaranteed ?? 'set by the programme'}. Another class is at the patient’s own cost. Which class shall it be?`,
  },
  'care-not-covered': {
    title: () => 'This kind of care is not covered',
    fact: (c) => `${c.programme} does not cover ${c.care}.`,
    next: () => 'Check the kind of care. If it is right, offer another cover that the patient has.',
    say: (c) =>
      `This programme does not cover ${c.care}. Let us look at what other cover ${c.isChild ? 'your child has' : 'you have'}.`,
  },
  'card-blocked': {
    title: (c) => (c.row.cardStatus === 'lost' ? 'This card is recorded as lost' : 'This card is blocked'),
    fact: () => 'Only the card cannot be used; membership can still be checked by NIK.',
    next: () => 'Type the NIK from the KTP or KK, then compare the person.',
    say: (c) => `This card can no longer be used. May we have ${c.possessive} KTP or KK? We will check by NIK.`,
  },
  'accident-other-payer': {
    title: (c) => `${firstPayer(c)} pays first`,
    fact: (c) => `Recorded: ${lowerFirst(words.accident[c.question.accident])}; ${firstPayer(c)} is the first payer.`,
    next: (c) =>
      c.question.accident === 'work'
        ? 'Ask for the company’s accident report, then send to the BPJS Ketenagakerjaan counter.'
        : 'Ask for the police report, then send to the Jasa Raharja counter.',
    say: (c) => `After this accident, ${firstPayer(c)} pays ${c.possessive} costs first. We will help with the papers.`,
  },
}

function endedSentence(c: RuleContext): string {
  const { validUntil } = c.row
  return validUntil !== null && validUntil < c.question.serviceDate
    ? `Valid until ${c.date(validUntil)}; care on ${c.serviceDate}.`
    : since(c, 'Ended on', 'Recorded as ended.')
}

function since(c: RuleContext, phrase: string, otherwise: string): string {
  const date = c.date(c.row.statusSince)
  return date === null ? otherwise : `${phrase} ${date}.`
}

function residenceMetOn(c: RuleContext): string | null {
  return c.date(c.isoDate('reachedOn'))
}
