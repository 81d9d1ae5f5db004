import { JournalTotals } from '../../../shared/domain/journal-entry.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import classes from './backup-health-card.module.css'

const COUNTED = JournalTotals.keyof().options

/** What was counted in an opened backup. */
export function TotalsTable({ totals }: { totals: JournalTotals }) {
  const m = useMessages().settings.backup
  const format = useFormat()
  return (
    <dl className={classes.totals} aria-label={m.proof}>
      {COUNTED.map((one) => (
        <div key={one}>
          <dt>{m.totals[one]}</dt>
          <dd>{format.number(totals[one])}</dd>
        </div>
      ))}
    </dl>
  )
}
