import { useRef } from 'react'
import type { Icon } from '@tabler/icons-react'
import type { SessionInfo } from '../../../shared/contract/session.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { useTimeZone } from '../../messages/use-messages.tsx'
import { Rich } from '../../messages/rich-text.tsx'
import type { NotFoundResult } from '../desk-model.ts'
import { Countdown } from '../provisional/countdown.tsx'
import { candidateModel } from './candidate-model.ts'
import type { CandidateAnswer } from './candidate-model.ts'
import { FactRow, Grounds, IfCurrent, Reasons, Say, Steps, Warnings } from './verdict-parts.tsx'
import { notFoundModel } from './not-found-model.ts'
import { PanelActions } from './panel-actions.tsx'
import { provisionalModel } from './provisional-model.ts'
import { ReviewChoice, ReviewRecords } from './review-compare.tsx'
import type { Review } from './review-compare.tsx'
import { TraceFooter } from './trace-footer.tsx'
import { useOverflow } from './use-overflow.ts'
import { useVerdictSettings } from './use-verdict-settings.ts'
import { VerdictHead } from './verdict-head.tsx'
import classes from './verdict-panel.module.css'
import { KIND_LOOKS } from './verdict-kind.ts'
import type { VerdictModel } from './verdict-model.ts'
import type { VerdictSettings } from './verdict-settings.ts'

/** What the panel answers: a person, a key without a person, or an admission whose papers are due. */
export type VerdictSubject =
  | ({ kind: 'person' } & CandidateAnswer)
  | { kind: 'not-found'; result: NotFoundResult }
  | { kind: 'provisional'; admission: Admission }

/** `keys` as printed on the button (`Ctrl ↵`); `shortcut` as screen readers want it (`Control+Enter`). */
export type PanelAction = {
  label: string
  keys: string
  shortcut: string
  icon?: Icon
  primary?: boolean
  disabled?: boolean
  onPress: () => void
}

export type VerdictPanelProps = {
  subject: VerdictSubject
  session: Pick<SessionInfo, 'today' | 'programmes' | 'hospital'>
  /** The core's clock, for the countdown. */
  nowMs: number
  actions?: readonly PanelAction[]
  /** The clerk's choice between two records; without it the records are shown only. */
  review?: Review
  /** A changed question is on its way to the core: the answer in sight is the earlier one. */
  rechecking?: boolean
}

/** The answer as a document: shape, word, sentence; tear line; facts; why or what now; what to say; the rules. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { subject, session, nowMs, actions = [], review, rechecking = false } = props
  const timeZone = useTimeZone()
  const settings = useVerdictSettings(session)
  const model = modelOf(subject, timeZone, settings)
  const { tear } = KIND_LOOKS[model.kind]
  const body = useRef<HTMLDivElement>(null)
  const overflows = useOverflow(body)
  return (
    <section
      className={classes.panel}
      data-kind={model.kind}
      data-rechecking={rechecking || undefined}
      aria-busy={rechecking}
      aria-label={settings.messages.verdict.headLabel}
    >
      <VerdictHead model={model} />
      <div className={classes.tear} data-tear={tear} aria-hidden="true" />
      <div ref={body} className={classes.body} {...(overflows && { tabIndex: 0 })}>
        <FactRow facts={model.facts} />
        <ReviewRecords records={model.records} chosen={review?.row ?? null} />
        <Warnings warnings={model.warnings} />
        {model.deadline && <Countdown {...model.deadline} nowMs={nowMs} />}
        <Grounds grounds={model.grounds} title={model.groundsTitle} />
        <Reasons reasons={model.reasons} />
        <IfCurrent ifCurrent={model.ifCurrent} />
        <Steps steps={model.steps} />
        {model.note.length > 0 && (
          <p className={classes.note}>
            <Rich runs={model.note} />
          </p>
        )}
        {review && <ReviewChoice records={model.records} review={review} />}
      </div>
      <div className={classes.foot}>
        <Say text={model.say} />
        <PanelActions actions={actions} />
      </div>
      <TraceFooter traces={model.traces} rosterLine={model.rosterLine} />
    </section>
  )
}

function modelOf(subject: VerdictSubject, timeZone: string, settings: VerdictSettings): VerdictModel {
  switch (subject.kind) {
    case 'person':
      return candidateModel(subject, settings)
    case 'not-found':
      return notFoundModel(subject.result, settings)
    case 'provisional':
      return provisionalModel(subject.admission, timeZone, settings)
    default:
      return unreachable(subject)
  }
}
