import { afterEach, beforeEach } from 'vitest'
import { AdmitResult, type AdmitInput, type Candidate } from '../../shared/contract/desk.ts'
import type { Admission } from '../../shared/domain/admission.ts'
import type { ApprovalPurpose } from '../../shared/domain/approval.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import { agreedInput } from '../../electron/core/accounts/agreed-input.ts'
import type { Core } from '../../electron/core/open-core.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { admitInput, deskPlace, people, question, rina, sari, shownFor, type DeskPlace } from './desk-core.ts'

/** For each test a desk of its own; after it the journal must verify. What a clerk called Rina presses. */
export function admittingDesk() {
  let place: DeskPlace
  beforeEach(async () => {
    place = await deskPlace()
  })
  afterEach(() => {
    const { fault } = verified()
    place.remove()
    if (fault !== null) throw new Error(`the test left a journal that does not verify: ${fault.where}`)
  })
  const verified = () => {
    const secrets = keyFile(place.core.folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    return verifyJournal(place.core.folder, secrets)
  }
  const admit = (nik: Nik, overrides: Partial<AdmitInput> = {}) => {
    const input = admitInput(nik, overrides)
    const shown = overrides.shown === undefined ? shownFor(place.core, input) : overrides.shown
    return AdmitResult.parse(place.core.desk.admit({ ...input, shown }, rina.name))
  }
  const admitted = (nik: Nik, overrides: Partial<AdmitInput> = {}): Admission => {
    const result = admit(nik, overrides)
    if (result.kind !== 'admitted') throw new Error(result.kind)
    return result.admission
  }
  return {
    place: () => place,
    core: (): Core => place.core,
    admit,
    admitted,
    found(nik: Nik): Candidate {
      const shown = place.core.desk.check({ text: nik, source: 'wedge', question: {} }, rina.name)
      const [first] = shown.kind === 'people' ? shown.candidates : []
      if (first === undefined) throw new Error(shown.kind)
      return first
    },
    entries: () => verified().entries,
    /** What the screen sends for this person now, with what it was shown. */
    pressed(nik: Nik, overrides: Partial<AdmitInput> = {}): AdmitInput {
      const input = admitInput(nik, overrides)
      return { ...input, shown: overrides.shown === undefined ? shownFor(place.core, input) : overrides.shown }
    },
    /** What the screen sends when papers have come, with what it was shown of `nik`; null: of nobody. */
    papers: (admissionId: Admission['id'], nik: Nik | null) => ({
      admissionId,
      nik,
      choice: null,
      text: '',
      question: question(),
      shown: nik === null ? null : shownFor(place.core, admitInput(nik)),
      details: admitInput(nik ?? people.ahmad).details,
      basis: 'guaranteed' as const,
      approvalId: null,
    }),
    /** The supervisor agrees to this very call, and to nothing else. */
    approved: <Input extends { approvalId: string | null }>(
      purpose: ApprovalPurpose,
      input: Input,
      reason = 'Disetujui direktur lewat telepon',
      call = 'desk.admit',
    ) => place.core.approvals.grant({ purpose, by: sari.name, reason }, agreedInput(call, input), rina.name),
  }
}

export const provisional = { basis: 'provisional' } as const

export function newborn(birthDate: string, birthOrder = 1) {
  const patient = { kind: 'newborn', motherNik: people.siti, name: 'Bayi Ny Siti Contoh', sex: 'P' } as const
  return { ...patient, birthDate: birthDate as IsoDate, birthOrder }
}
