import type { KeyObject } from 'node:crypto'
import type { Delivery, LetterCheck, PrintResult } from '../../../shared/contract/letters.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import type { AdmissionId, Nik } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { Language } from '../../../shared/texts/language.ts'
import type { Clock } from '../clock.ts'
import { publicKeyBytes } from '../keys/keystore.ts'
import { adviceWords, type RefusedPatient } from './advice-words.ts'
import { checkLetter, claimOf } from './check-letter.ts'
import { keyIdOf, signClaim } from './letter-signature.ts'
import { letterWords } from './letter-words.ts'
import type { Press } from './press.ts'
import type { RecordedPrint } from './record-print.ts'
import { deskLabel, type LetterKey, type TrustedKey } from './trusted-keys.ts'

export type AdviceRequest = { nik: Nik; text: string; question: Question; language: Language }

export type LettersDeps = {
  clock: Clock
  demo: boolean
  hospital(): Hospital | null
  desk(): Desk
  programmes(): readonly ProgrammeDefinition[]
  /** The desk's own Ed25519 key. */
  signingKey: KeyObject
  /** Writes the print into the journal, after `codeOf` has made the QR's text; nothing is handed over before. */
  recordPrint(admissionId: AdmissionId, codeOf: (admission: Admission) => string, actor: string): RecordedPrint
  findByLetterNumber(number: string): Admission | null
  trustedKeys(): readonly TrustedKey[]
  /** Draws a page, away from the thread that answers the desk. */
  draw: Press['draw']
  /** Hands a finished PDF to the shell or the page. */
  deliver(pdf: Uint8Array, fileName: string): Promise<Delivery>
  /** Decides again for the sheet, and writes the print into the audit trail; null when nothing is refused. */
  adviceFor(request: AdviceRequest, actor: string): RefusedPatient | null
}

export type AdviceResult = { kind: 'made'; delivery: Delivery } | { kind: 'not-refused' }

export type Letters = {
  /** `actor` is who asks for the paper, as written in journal and audit trail. */
  print(admissionId: AdmissionId, actor: string): Promise<PrintResult>
  printAdvice(request: AdviceRequest, actor: string): Promise<AdviceResult>
  verify(text: string): LetterCheck
  /** What another desk needs to check this desk's letters; null before the hospital is set. */
  key(): LetterKey | null
}

/** Makes, hands over and checks the papers of one desk. */
export function createLetters(deps: LettersDeps): Letters {
  const publicKey = publicKeyBytes(deps.signingKey)
  return {
    print: (admissionId, actor) => print(deps, admissionId, actor),
    printAdvice: (request, actor) => printAdvice(deps, request, actor),
    verify: (text) =>
      checkLetter(text, {
        own: { keyId: keyIdOf(publicKey), publicKey, desk: ownLabel(deps) },
        others: deps.trustedKeys(),
        findByLetterNumber: deps.findByLetterNumber,
      }),
    key: () => ownKey(deps, publicKey),
  }
}

async function print(deps: LettersDeps, admissionId: AdmissionId, actor: string): Promise<PrintResult> {
  const hospital = hospitalOf(deps)
  const codeOf = (before: Admission) => signClaim(claimOf(before, deps.demo), deps.signingKey)
  const recorded = deps.recordPrint(admissionId, codeOf, actor)
  if (recorded.kind !== 'printed') return recorded
  const { admission, copy, code } = recorded
  const at = admission.lastPrintedAt ?? deps.clock.now()
  const words = letterWords({
    admission,
    hospital,
    programme: deps.programmes().find((definition) => definition.code === admission.programme) ?? null,
    copy,
    printedAt: at,
    deskCode: deps.desk().code,
    demo: deps.demo,
  })
  const pdf = await deps.draw({ kind: 'letter', words, code, at })
  return { kind: 'made', copy, delivery: await handOver(deps, pdf, letterFileName(admission.letterNumber)) }
}

async function printAdvice(deps: LettersDeps, request: AdviceRequest, actor: string): Promise<AdviceResult> {
  const hospital = hospitalOf(deps)
  const patient = deps.adviceFor(request, actor)
  if (patient === null) return { kind: 'not-refused' }
  const at = deps.clock.now()
  const words = adviceWords({
    patient,
    question: request.question,
    hospital,
    programmes: deps.programmes(),
    deskCode: deps.desk().code,
    at,
    language: request.language,
    demo: deps.demo,
  })
  const pdf = await deps.draw({ kind: 'advice', words, at })
  return {
    kind: 'made',
    delivery: await handOver(deps, pdf, `langkah-berikutnya-${at.slice(0, 19).replaceAll(/\D/g, '')}.pdf`),
  }
}

/** `surat-jaminan-000042-KBS-3275999-A1-XI-2026.pdf`: the same for every copy, and no name in it. */
export function letterFileName(letterNumber: string): string {
  return `surat-jaminan-${letterNumber.replaceAll(/[^0-9A-Z]+/g, '-')}.pdf`
}

/** The admission stands whatever the printer does, so its failure is an answer with the PDF in it. */
async function handOver(deps: LettersDeps, pdf: Uint8Array, fileName: string): Promise<Delivery> {
  try {
    return await deps.deliver(pdf, fileName)
  } catch {
    return { kind: 'printer-failed', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }
  }
}

function hospitalOf(deps: LettersDeps): Hospital {
  const hospital = deps.hospital()
  if (hospital === null) throw new Error('nothing can be printed before the hospital is set')
  return hospital
}

function ownLabel(deps: LettersDeps): string {
  return deskLabel(deps.desk().code, deps.hospital()?.name ?? '')
}

function ownKey(deps: LettersDeps, publicKey: Buffer): LetterKey | null {
  const hospital = deps.hospital()
  if (hospital === null) return null
  return {
    format: 'loket-sehat-letter-key',
    version: 1,
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.toString('hex'),
    desk: deps.desk().code,
    hospitalCode: hospital.code,
    hospitalName: hospital.name,
  }
}
