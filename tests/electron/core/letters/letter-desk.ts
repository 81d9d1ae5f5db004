import type { KeyObject } from 'node:crypto'
import type { Delivery } from '../../../../shared/contract/letters.ts'
import type { Admission } from '../../../../shared/domain/admission.ts'
import type { Desk, Hospital } from '../../../../shared/domain/hospital.ts'
import type { AdmissionId } from '../../../../shared/domain/identifiers.ts'
import { programmes } from '../../../../shared/programmes/programmes.ts'
import { signingKey } from '../../../../electron/core/keys/keystore.ts'
import { createLetters, type Letters, type LettersDeps } from '../../../../electron/core/letters/create-letters.ts'
import { recordPrint } from '../../../../electron/core/letters/record-print.ts'
import { trustedKey, type LetterKey } from '../../../../electron/core/letters/trusted-keys.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { journalPlace, openingEvent, testHospital, type JournalPlace } from '../../../support/journal.ts'
import { openPress } from '../../../../electron/core/letters/press.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'

/** A desk that prints: a real journal, real PDFs, and a tray that keeps what was handed over. */
export type LetterDesk = {
  place: JournalPlace
  journal: Journal
  letters: Letters
  /** The desk's own signing key. */
  key: KeyObject
  tray: { pdf: Uint8Array; fileName: string }[]
  /** Puts an admission into the journal as the desk would, and returns it. */
  admit(template: Admission): Admission
  void(id: AdmissionId): void
  trusted: LetterKey[]
  remove(): void
}

export function letterDesk(
  options: { demo?: boolean; hospital?: Hospital; desk?: Desk; deps?: Partial<LettersDeps> } = {},
): LetterDesk {
  const place = journalPlace(options.demo ?? false)
  const journal = place.open()
  const hospital = options.hospital ?? testHospital
  const desk = options.desk ?? { code: 'A1' }
  journal.write((tx) => {
    tx.append({ type: 'hospital-set', body: { hospital } }, 'Rina Contoh')
    tx.append({ type: 'desk-set', body: { desk } }, 'Rina Contoh')
  })
  const tray: LetterDesk['tray'] = []
  const trusted: LetterKey[] = []
  const key = signingKey(place.secrets)
  const press = openPress(SOURCE_WORKERS.press)
  const letters = createLetters({
    clock: place.clock,
    demo: journal.demo,
    hospital: () => journal.hospital(),
    desk: () => journal.desk(),
    programmes: () => programmes,
    signingKey: key,
    recordPrint: (id, codeOf, actor) => recordPrint(journal, id, codeOf, actor),
    findByLetterNumber: (number) => {
      const id = journal.admissionOfLetter(number)
      return id === null ? null : journal.admissions.get(id)
    },
    trustedKeys: () => trusted.map(trustedKey),
    draw: (job) => press.draw(job),
    deliver: (pdf, fileName): Promise<Delivery> => {
      tray.push({ pdf, fileName })
      return Promise.resolve({ kind: 'page', pdfBase64: Buffer.from(pdf).toString('base64'), fileName })
    },
    adviceFor: () => null,
    ...options.deps,
  })
  return {
    place,
    journal,
    letters,
    key,
    tray,
    trusted,
    admit: (template) => admit(journal, template),
    void: (admissionId) => {
      journal.write((tx) =>
        tx.append({ type: 'admission-voided', body: { admissionId, reason: 'Salah orang' } }, 'Rina Contoh'),
      )
    },
    remove: () => {
      press.close()
      journal.close()
      place.remove()
    },
  }
}

function admit(journal: Journal, template: Admission): Admission {
  const {
    openedAt: _at,
    openedBy,
    openedSeq: _seq,
    prints: _p,
    lastPrintedAt: _l,
    amendments: _a,
    voidReason: _v,
    letterNumber: _n,
    ...given
  } = template
  const written = journal.write((tx) => tx.append(openingEvent(tx, given), openedBy))
  const admission = written.kind === 'written' ? journal.admissions.get(template.id) : null
  if (admission === null) throw new Error('the admission was not written')
  return admission
}
