import { IconCopyCheck, IconPrinter, IconPrinterOff } from '@tabler/icons-react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { ApprovalTag } from '../approval/approval-tag.tsx'
import classes from './admission-table.module.css'
import { StateTag } from './state-tag.tsx'
import { splitLetterNumber } from './use-admissions.ts'

type Props = {
  label: string
  admissions: readonly Admission[]
  /** With the date before the time, for lists of more than one day. */
  dated?: boolean
  shortNames: ReadonlyMap<string, string>
  onOpen: (id: AdmissionId) => void
}

/** Admissions as rows; the whole row opens the admission, the patient's name is its button. */
export function AdmissionTable({ label, admissions, dated = false, shortNames, onOpen }: Props) {
  const m = useMessages().desk.admissions
  const { language } = useLanguage()
  const format = useFormat()
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{m.columns.time}</th>
          <th scope="col">{m.columns.patient}</th>
          <th scope="col">{m.columns.care}</th>
          <th scope="col">{m.columns.programme}</th>
          <th scope="col">{m.columns.number}</th>
          <th scope="col">{m.columns.letter}</th>
          <th scope="col">{m.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {admissions.map((admission) => {
          const number = splitLetterNumber(admission.letterNumber)
          return (
            <tr key={admission.id} data-state={admission.state}>
              <td className="mono">
                {dated && <span className="muted">{format.shortDate(admission.serviceDate)} </span>}
                {format.time(admission.openedAt)}
              </td>
              <td className={classes.name}>
                <button type="button" className={classes.open} onClick={() => onOpen(admission.id)}>
                  {admission.person.name}
                </button>
              </td>
              <td>{terms[language].care[admission.care]}</td>
              <td>{shortNames.get(admission.programme) ?? admission.programmeShownAs}</td>
              <td className={`mono ${classes.number}`}>
                <b>{number.sequence}</b>
                <span>{number.rest}</span>
              </td>
              <td>
                <span className={classes.print}>
                  {printIcon(admission.prints)}
                  {m.printed(admission.prints)}
                </span>
              </td>
              <td>
                <span className={classes.tags}>
                  <StateTag state={admission.state} />
                  <ApprovalTag admission={admission} />
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function printIcon(prints: number) {
  const Icon = prints === 0 ? IconPrinterOff : prints === 1 ? IconPrinter : IconCopyCheck
  return <Icon size={15} aria-hidden="true" />
}
