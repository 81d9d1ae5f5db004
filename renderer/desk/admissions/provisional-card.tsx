import { IconAlertTriangle, IconClock, IconHourglassHigh } from '@tabler/icons-react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useNowMs } from '../../ui/use-now.ts'
import classes from './provisional-card.module.css'
import { timeLeft } from './time-left.ts'
import { splitLetterNumber } from './use-admissions.ts'

const SHOWN = 4

type Props = { admissions: readonly Admission[]; onOpen: (id: AdmissionId) => void; onShowAll: () => void }

/** Guarantees that wait for papers, nearest deadline first. */
export function ProvisionalCard({ admissions, onOpen, onShowAll }: Props) {
  const m = useMessages().desk.admissions
  const rest = admissions.length - SHOWN
  return (
    <section className={`card ${classes.card}`} aria-labelledby="provisional-title">
      <div className={classes.head}>
        <span className={classes.tile}>
          <IconHourglassHigh size={18} aria-hidden="true" />
        </span>
        <h3 id="provisional-title">{m.provisionalTitle}</h3>
        {admissions.length === 0 && <span className="muted">{m.emptyProvisional}</span>}
        <span className="grow" />
        {rest > 0 && (
          <button type="button" className={classes.more} onClick={onShowAll}>
            {m.moreProvisional(rest)}
          </button>
        )}
        <Kbd>F10</Kbd>
      </div>
      {admissions.length > 0 && (
        <ul className={classes.rows}>
          {admissions.slice(0, SHOWN).map((admission) => (
            <ProvisionalRow key={admission.id} admission={admission} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </section>
  )
}

export function ProvisionalRow({ admission, onOpen }: { admission: Admission; onOpen: (id: AdmissionId) => void }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const left = timeLeft(admission, useNowMs())
  const Icon = left.urgent ? IconAlertTriangle : IconClock
  return (
    <li>
      <button type="button" className={classes.row} onClick={() => onOpen(admission.id)}>
        <span className="grow">
          <b>
            <span className="ellipsis">{admission.person.name}</span>
            <span className={`mono ${classes.number}`}>{splitLetterNumber(admission.letterNumber).sequence}</span>
          </b>
          <small className="ellipsis">
            {terms[language].care[admission.care]}
            {admission.dueAt && ` · ${messages.desk.admissions.until(format.dayAndTime(admission.dueAt))}`}
          </small>
          <span className={classes.bar} aria-hidden="true">
            <i data-urgent={left.urgent || undefined} style={{ inlineSize: `${left.used * 100}%` }} />
          </span>
        </span>
        <span className={classes.left} data-urgent={left.urgent || undefined}>
          <Icon size={16} aria-hidden="true" />
          {left.leftMs > 0
            ? messages.desk.admissions.left(format.duration(left.leftMs))
            : messages.desk.admissions.overdue}
        </span>
      </button>
    </li>
  )
}
