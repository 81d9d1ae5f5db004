import type { LetterCheck, LetterFacts } from '../../../shared/contract/letters.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { readLetter, type LetterClaim } from '../../../shared/domain/letter-code.ts'
import { maskName, maskNik } from '../../../shared/domain/mask.ts'
import { isSignedBy } from './letter-signature.ts'
import type { TrustedKey } from './trusted-keys.ts'

export type KnownDesks = {
  /** This desk: only its own journal can say what became of a letter. */
  own: TrustedKey | null
  others: readonly TrustedKey[]
  findByLetterNumber(number: string): Admission | null
}

/** Says whether a letter's QR text was made by a desk that is known here. Never throws, whatever the text. */
export function checkLetter(text: string, known: KnownDesks): LetterCheck {
  const reading = readLetter(text)
  if (reading.kind === 'unreadable') return { kind: 'unreadable' }
  const facts = factsOf(reading.claim)
  const keyId = Buffer.from(reading.keyId).toString('hex')
  const isOwn = known.own?.keyId === keyId
  const desk = isOwn ? known.own : (known.others.find((other) => other.keyId === keyId) ?? null)
  if (desk === null) return { kind: 'unknown-desk', facts, keyId }
  if (!isSignedBy(desk.publicKey, reading.signed, reading.signature)) return { kind: 'forged' }
  const admission = isOwn ? known.findByLetterNumber(facts.number) : null
  return {
    kind: 'genuine',
    facts,
    desk: desk.desk,
    state: admission?.state ?? null,
    superseded: admission !== null && isSuperseded(reading.claim, admission),
    admissionId: admission?.id ?? null,
  }
}

/** Not by the person: only a confirmation changes that, and with it the kind. Of what no longer stands there is no newer paper. */
function isSuperseded(claim: LetterClaim, admission: Admission): boolean {
  if (admission.state !== 'guaranteed' && admission.state !== 'provisional') return false
  const now = claimOf(admission, claim.demo)
  return (['number', 'kind', 'care', 'wardClass', 'serviceDate'] as const).some((what) => claim[what] !== now[what])
}

/** What the QR of an admission's letter claims. A newborn's letter shows the ends of the mother's NIK. */
export function claimOf(admission: Admission, demo: boolean): LetterClaim {
  const nik = admission.person.nik ?? admission.person.motherNik
  return {
    number: admission.letterNumber,
    kind: admission.state === 'provisional' ? 'provisional' : 'guarantee',
    maskedName: maskName(admission.person.name),
    nikEnds: nik === null ? null : nik.slice(0, 4) + nik.slice(-2),
    care: admission.care,
    wardClass: admission.wardClass,
    serviceDate: admission.serviceDate,
    demo,
  }
}

function factsOf({ nikEnds, ...claim }: LetterClaim): LetterFacts {
  const hidden = nikEnds === null ? '' : maskNik(`${nikEnds.slice(0, 4)}0000000000${nikEnds.slice(4)}`)
  return { ...claim, maskedNik: hidden }
}
