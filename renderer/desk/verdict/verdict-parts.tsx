import { IconAlertTriangle, IconArrowForwardUp, IconCircleCheckFilled, IconMessage2 } from '@tabler/icons-react'
import type { Ground } from '../../../shared/texts/refusal-text.ts'
import type { RichText } from '../../messages/rich-text.tsx'
import { Rich } from '../../messages/rich-text.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { VerdictChip } from './verdict-chip.tsx'
import type { Fact, ShownReason, VerdictModel } from './verdict-model.ts'
import classes from './verdict-parts.module.css'

export function FactRow({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, note, large }) => (
        <div key={label} className={classes.fact}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.value} data-large={large || undefined}>
            {value}
            {note !== null && <span className={classes.valueNote}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <ul className={classes.warnings}>
      {warnings.map((warning) => (
        <li key={warning}>
          <IconAlertTriangle size={18} stroke={2.1} aria-hidden />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  )
}

export function Grounds({ grounds, title }: { grounds: readonly Ground[]; title: string }) {
  if (grounds.length === 0) return null
  return (
    <div>
      <h3 className={classes.section}>{title}</h3>
      <ul className={classes.grounds}>
        {grounds.map(({ strong, rest }) => (
          <li key={strong}>
            <IconCircleCheckFilled size={19} aria-hidden />
            <span>
              <b>{strong}</b> <span className="muted">{rest}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function Reasons({ reasons }: { reasons: readonly ShownReason[] }) {
  const { verdict } = useMessages()
  if (reasons.length === 0) return null
  return (
    <ol className={classes.reasons}>
      {reasons.map(({ code, programme, title, fact, next }, index) => (
        <li key={`${programme ?? ''}${code}`}>
          <span className={classes.number} aria-hidden="true">
            {index + 1}
          </span>
          <div className="grow">
            {programme !== null && <p className={classes.reasonProgramme}>{programme}</p>}
            <h3>{title}</h3>
            <p className={classes.reasonFact}>{fact}</p>
            <p className={classes.next}>
              <IconArrowForwardUp size={18} stroke={2} aria-hidden />
              <span>
                <b>{verdict.nextStep}</b> {next}
              </span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

export function IfCurrent({ ifCurrent }: { ifCurrent: VerdictModel['ifCurrent'] }) {
  const { verdict } = useMessages()
  if (ifCurrent === null) return null
  return (
    <p className={classes.ifCurrent}>
      <span className={classes.label}>{verdict.ifCurrent}</span>
      <VerdictChip kind={ifCurrent.kind} word={ifCurrent.word} outlined />
    </p>
  )
}

export function Steps({ steps }: { steps: readonly RichText[] }) {
  if (steps.length === 0) return null
  return (
    <ol className={classes.steps}>
      {steps.map((runs) => (
        <li key={runs[0]?.text}>
          <Rich runs={runs} />
        </li>
      ))}
    </ol>
  )
}

export function Say({ text }: { text: string | null }) {
  const { verdict } = useMessages()
  if (text === null || text === '') return null
  return (
    <p className={classes.say}>
      <IconMessage2 size={20} stroke={2} aria-hidden />
      <span>
        <b>{verdict.sayLabel}</b> {verdict.quote(text)}
      </span>
    </p>
  )
}
