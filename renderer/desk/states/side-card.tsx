import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Admission } from '../../../shared/domain/admission.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import type { PeopleResult } from '../desk-model.ts'
import classes from './side-card.module.css'

/** What was read, beside the question who the patient is. */
export function CardReadColumn({ result }: { result: PeopleResult }) {
  const m = useMessages().desk.form.identity
  const format = useFormat()
  const [first] = result.candidates
  const byName = first?.matchedBy === 'name'
  const family = result.candidates.every(({ kkNumber }) => kkNumber === first?.kkNumber)
  return (
    <section className={`card ${classes.card}`} aria-labelledby="card-read">
      <p className={classes.lead}>{m.cardRead}</p>
      <h2 id="card-read">{byName ? m.candidates : m.familyCard}</h2>
      {first && family && !byName && (
        <dl>
          <dt>{m.kk}</dt>
          <dd className="mono">{format.nik(first.kkNumber)}</dd>
          <dt>{m.family}</dt>
          <dd>{m.familySize(first.familySize)}</dd>
          <dt>{m.address}</dt>
          <dd>{first.address}</dd>
        </dl>
      )}
      <Aside>{m.cardProvesNothing}</Aside>
    </section>
  )
}

/** Whose letter this is, to be handed over to the right person. */
export function AdmittedColumn({ admission }: { admission: Admission }) {
  const { desk } = useMessages()
  const m = desk.form.identity
  const { language } = useLanguage()
  const format = useFormat()
  const { person } = admission
  return (
    <section className={`card ${classes.card}`} aria-labelledby="admitted-person">
      <p className={classes.lead}>{desk.admissions.detail.patient}</p>
      <h2 id="admitted-person">{person.name}</h2>
      <dl>
        {person.sex && (
          <>
            <dt>{desk.form.emergency.sex}</dt>
            <dd>{terms[language].sex[person.sex]}</dd>
          </>
        )}
        {person.birthDate && (
          <>
            <dt>{m.birthDate}</dt>
            <dd>{format.date(person.birthDate)}</dd>
          </>
        )}
        <dt>{person.motherNik ? desk.admissions.detail.mother : m.nik}</dt>
        <dd className="mono">
          {person.motherNik || person.nik
            ? format.nik(person.motherNik ?? person.nik ?? '')
            : desk.admissions.detail.noNik}
        </dd>
        <dt>{desk.admissions.detail.care}</dt>
        <dd>{terms[language].care[admission.care]}</dd>
      </dl>
    </section>
  )
}

export function SideNote({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`card ${classes.card}`}>
      <p className={classes.lead}>{title}</p>
      <div className={classes.note}>{children}</div>
    </section>
  )
}

function Aside({ children }: { children: ReactNode }) {
  return (
    <p className={classes.aside}>
      <IconInfoCircle size={16} aria-hidden="true" />
      <span>{children}</span>
    </p>
  )
}
