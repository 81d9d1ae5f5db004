import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import type { PeopleResult } from '../desk-state.ts'
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
