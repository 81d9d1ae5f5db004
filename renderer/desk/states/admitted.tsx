import { Button } from '@mantine/core'
import { IconFileCertificate, IconFileDescription, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { splitLetterNumber } from '../admissions/use-admissions.ts'
import { ApprovalTag } from '../approval/approval-tag.tsx'
import { PrintStatus } from './print-status.tsx'
import type { Printing } from '../use-printing.ts'
import classes from './admitted.module.css'

type Props = {
  admission: Admission
  first: boolean
  printing: Printing
  /** The countdown of a provisional guarantee. */
  document: ReactNode
  onReprint: () => void
  onOpen: (id: AdmissionId) => void
  onNext: () => void
}

/** The letter is safe: its number, what became of the print, and the next patient. */
export function Admitted({ admission, first, printing, document, onReprint, onOpen, onNext }: Props) {
  const { desk } = useMessages()
  const m = desk.admissions
  const format = useFormat()
  const { sequence, rest } = splitLetterNumber(admission.letterNumber)
  const title = !first ? m.issuedAlready : admission.state === 'provisional' ? m.issuedProvisional : m.issuedTitle
  return (
    <>
      {document ?? <LetterDocument admission={admission} />}
      <section className={`card ${classes.side}`} aria-labelledby="admitted-title">
        <div aria-live="polite">
          <h2 id="admitted-title">{title}</h2>
          <p className={`mono ${classes.number}`}>
            <b>{sequence}</b>
            {rest}
          </p>
          <ApprovalTag admission={admission} />
          {!first && <p>{m.alreadySay(format.time(admission.openedAt), admission.openedBy, sequence)}</p>}
        </div>
        <PrintStatus printing={printing} admissionId={admission.id} />
        <div className={classes.end}>
          <Button
            variant="default"
            fullWidth
            leftSection={<IconFileDescription size={18} aria-hidden="true" />}
            onClick={() => onOpen(admission.id)}
          >
            {desk.form.openAdmission}
          </Button>
          <Button
            variant={first ? 'default' : 'filled'}
            fullWidth
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            rightSection={<Kbd>Ctrl P</Kbd>}
            aria-keyshortcuts="Control+P"
            onClick={onReprint}
          >
            {admission.prints === 0 && printing.kind === 'none' ? m.print : m.reprint}
          </Button>
          <Button
            variant={first ? 'filled' : 'default'}
            fullWidth
            h={60}
            fz={17}
            radius={14}
            rightSection={<Kbd large>Esc</Kbd>}
            aria-keyshortcuts="Escape"
            onClick={onNext}
          >
            {m.nextPatient}
          </Button>
          <p className={classes.next}>{m.nextSay}</p>
        </div>
      </section>
    </>
  )
}

/** A guarantee as issued, in the shape of the verdict that it was. */
function LetterDocument({ admission }: { admission: Admission }) {
  const { desk } = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const m = desk.admissions
  const { person } = admission
  return (
    <section className={`card ${classes.letter}`} aria-label={m.detail.title}>
      <div className={`dark ${classes.head}`}>
        <IconFileCertificate size={52} aria-hidden="true" />
        <div>
          <p>{admission.programmeShownAs}</p>
          <p className={classes.name}>{person.name}</p>
          <p>
            {terms[language].care[admission.care]}
            {admission.wardClass && `, ${terms[language].wardClass(admission.wardClass)}`}
          </p>
        </div>
      </div>
      <dl className={classes.facts}>
        <dt>{m.columns.number}</dt>
        <dd className="mono">{admission.letterNumber}</dd>
        <dt>{desk.form.identity.nik}</dt>
        <dd className="mono">{person.nik ? format.nik(person.nik) : m.detail.noNik}</dd>
        <dt>{desk.form.identity.birthDate}</dt>
        <dd>{person.birthDate ? format.date(person.birthDate) : '–'}</dd>
        <dt>{m.detail.serviceDate}</dt>
        <dd>{format.date(admission.serviceDate)}</dd>
        <dt>{m.detail.medicalRecord}</dt>
        <dd className="mono">{admission.details.medicalRecordNumber || '–'}</dd>
        <dt>{m.detail.opened}</dt>
        <dd>
          {format.timeWithZone(admission.openedAt)}, {m.detail.openedBy(admission.openedBy, admission.deskCode)}
        </dd>
      </dl>
    </section>
  )
}
