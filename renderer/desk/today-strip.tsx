import { IconAlertTriangle, IconChevronUp, IconHourglassHigh } from '@tabler/icons-react'
import type { Admission } from '../../shared/domain/admission.ts'
import { terms } from '../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../messages/use-messages.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useNowMs } from '../ui/use-now.ts'
import { timeLeft } from './admissions/time-left.ts'
import classes from './today-strip.module.css'

type Props = {
  total: number
  provisional: readonly Admission[]
  onProvisional: () => void
  onOpenList: () => void
}

/** Today as one line below an answer, so that nothing is lost from sight. */
export function TodayStrip({ total, provisional, onProvisional, onOpenList }: Props) {
  const m = useMessages().desk.admissions
  const format = useFormat()
  const { language } = useLanguage()
  const nowMs = useNowMs()
  const [first, ...others] = provisional
  const left = first && timeLeft(first, nowMs)
  return (
    <section className={`card ${classes.strip}`} aria-label={m.today}>
      <b>{m.today}</b>
      <span className={classes.part}>{m.admitted(total)}</span>
      {first && left && (
        <button type="button" className={classes.part} data-urgent={left.urgent || undefined} onClick={onProvisional}>
          {left.urgent ? (
            <IconAlertTriangle size={16} aria-hidden="true" />
          ) : (
            <IconHourglassHigh size={16} aria-hidden="true" />
          )}
          <b>{first.person.name}</b>
          {m.papers} {terms[language].care[first.care]},{' '}
          {left.leftMs > 0 ? m.left(format.duration(left.leftMs)) : m.overdue}
          <Kbd>F10</Kbd>
        </button>
      )}
      {others.length > 0 && (
        <span className={classes.part}>
          <IconHourglassHigh size={16} aria-hidden="true" />
          {m.others(others.length)}
        </span>
      )}
      <span className="grow" />
      <button type="button" className={classes.open} onClick={onOpenList}>
        {m.openList}
        <IconChevronUp size={16} aria-hidden="true" />
      </button>
    </section>
  )
}
