import type { Admission, AdmissionDetails } from '../../../shared/domain/admission.ts'
import type { JournalEntry } from '../../../shared/domain/journal-entry.ts'

type EntryOf<T extends JournalEntry['type']> = Extract<JournalEntry, { type: T }>

/** Entries that change an admission which stands already. */
export type AdmissionChange = EntryOf<
  'admission-confirmed' | 'admission-turned-umum' | 'admission-amended' | 'admission-voided' | 'letter-printed'
>

/** The admission as it stands after being opened. */
export function openedAdmission(entry: EntryOf<'admission-opened'>): Admission {
  return {
    ...entry.body.admission,
    openedAt: entry.at,
    openedBy: entry.actor,
    openedSeq: entry.seq,
    prints: 0,
    lastPrintedAt: null,
    amendments: 0,
    voidReason: null,
  }
}

/** The admission as it stands after one more entry. */
export function changedAdmission(before: Admission, entry: AdmissionChange): Admission {
  switch (entry.type) {
    case 'admission-confirmed':
      return { ...before, ...entry.body.now, state: 'guaranteed', dueAt: null }
    case 'admission-turned-umum':
      return { ...before, state: 'umum', dueAt: null }
    case 'admission-voided':
      return { ...before, state: 'voided', dueAt: null, voidReason: entry.body.reason }
    case 'letter-printed':
      return { ...before, prints: entry.body.copy, lastPrintedAt: entry.at }
    case 'admission-amended':
      return amended(before, entry)
  }
}

function amended(before: Admission, { body: { amendment } }: EntryOf<'admission-amended'>): Admission {
  return {
    ...before,
    details: { ...before.details, ...given(amendment.details ?? {}) },
    referral: amendment.referral === undefined ? before.referral : amendment.referral,
    wardClass: amendment.wardClass === undefined ? before.wardClass : amendment.wardClass,
    amendments: before.amendments + 1,
  }
}

/** Without the fields that are there but undefined: JSON would drop them, so the fold may not see them. */
function given(details: Partial<{ [K in keyof AdmissionDetails]: AdmissionDetails[K] | undefined }>) {
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined),
  ) as Partial<AdmissionDetails>
}
