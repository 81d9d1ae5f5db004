import { Checkbox } from '@mantine/core'
import { IconGenderFemale, IconGenderMale } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Candidate } from '../../../shared/contract/desk.ts'
import { useOverflow } from '../../ui/use-overflow.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './identity-column.module.css'

type Props = {
  candidate: Candidate
  isMother: boolean
  required: boolean
  confirmed: boolean
  onConfirmed: (confirmed: boolean) => void
  /** Present where other people stood on the same card. */
  onOtherPerson: (() => void) | null
}

/** The person as printed on the KTP, to be compared with the one at the window. */
export function IdentityColumn({ candidate, isMother, required, confirmed, onConfirmed, onOtherPerson }: Props) {
  const m = useMessages().desk.form.identity
  const { language } = useLanguage()
  const format = useFormat()
  const person = useRef<HTMLDivElement>(null)
  const overflows = useOverflow(person)
  const SexIcon = candidate.sex === 'P' ? IconGenderFemale : IconGenderMale
  return (
    <section className={`card ${classes.card}`} aria-labelledby="identity-name">
      <div
        className={classes.person}
        ref={person}
        {...(overflows ? { tabIndex: 0, role: 'region', 'aria-label': m.title } : {})}
      >
        <p className={classes.lead}>{isMother ? m.motherTitle : m.title}</p>
        <h2 id="identity-name" className={classes.name}>
          {candidate.name}
        </h2>
        <div className={classes.pills}>
          <span>
            <SexIcon size={16} aria-hidden="true" />
            {terms[language].sex[candidate.sex]}
          </span>
          <span>{m.years(candidate.ageYears)}</span>
        </div>
        <dl className={classes.facts}>
          <dt>{m.birthDate}</dt>
          <dd data-large>{format.date(candidate.birthDate)}</dd>
          <dt>{m.nik}</dt>
          <dd className="mono">{format.nik(candidate.nik)}</dd>
          <dt>{m.address}</dt>
          <dd>{candidate.address}</dd>
          {candidate.familySize > 0 && (
            <>
              <dt>{m.family}</dt>
              <dd>{m.familySize(candidate.familySize)}</dd>
            </>
          )}
        </dl>
        {onOtherPerson && (
          <button type="button" className={classes.other} onClick={onOtherPerson}>
            {m.otherPerson}
          </button>
        )}
      </div>
      <label className={classes.tick} data-waiting={(required && !confirmed) || undefined}>
        <Checkbox
          id="identity-tick"
          checked={confirmed}
          aria-keyshortcuts="Alt+I"
          data-missing={(required && !confirmed) || undefined}
          aria-describedby={required ? 'identity-required' : undefined}
          onChange={(event) => onConfirmed(event.currentTarget.checked)}
        />
        <span className="grow">
          {m.matches}
          {required && !confirmed && <small id="identity-required">{m.required}</small>}
        </span>
        <Kbd>Alt I</Kbd>
      </label>
    </section>
  )
}
