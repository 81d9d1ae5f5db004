import type { SessionInfo } from '../../../shared/contract/session.ts'
import { useNowMs } from '../../ui/use-now.ts'
import type { Answer } from '../desk-model.ts'
import { formNeeds, rightSide } from '../form-needs.ts'
import { isNewbornTooOld, newbornDays } from '../newborn-age.ts'
import { mayAskSupervisor } from '../overridable.ts'
import type { DeskActions } from '../use-desk.ts'
import { VerdictPanel } from '../verdict/verdict-panel.tsx'
import { AdmissionForm } from './admission-form.tsx'
import { AnswerTrouble } from './answer-trouble.tsx'
import classes from './answer-view.module.css'
import { CareChoice } from './care-choice.tsx'
import { EmergencyPanel } from './emergency-panel.tsx'
import { ExistingPanel } from './existing-panel.tsx'
import { Mending } from './mending.tsx'
import { RefusedActions } from './refused-actions.tsx'
import type { Way } from './refused-actions.tsx'

export type AnswerHandlers = {
  onIssue: () => void
  onEmergency: () => void
  onAdvice: () => void
  onUmum: () => void
  /** Asks a supervisor to agree to what the rules refuse. */
  onOverride: () => void
  onRoster: () => void
  onMend: () => void
  onReprint: () => void
  onOpenExisting: () => void
}

type Props = {
  answer: Answer
  session: SessionInfo
  /** The clerk asked for the form although other reasons stand. */
  mending: boolean
  actions: DeskActions
  on: AnswerHandlers
}

/** Middle and right of an answer: the verdict, and what to do with it. */
export function AnswerView({ answer, session, mending, actions, on }: Props) {
  const nowMs = useNowMs()
  const { candidate, draft, result, rechecking } = answer
  const { choice } = draft
  return (
    <>
      <div className={classes.middle}>
        <VerdictPanel
          subject={{
            kind: 'person',
            candidate,
            question: draft.question,
            roster: result.roster,
            referralFrom: draft.details.referralFrom,
            isNewborn: draft.newborn !== null,
          }}
          session={session}
          nowMs={nowMs}
          rechecking={rechecking}
          {...(candidate.verdict.kind === 'review'
            ? {
                review: {
                  row: choice?.row ?? null,
                  reason: choice?.reason ?? '',
                  onChoose: (row: number) => actions.changeDraft({ choice: { row, reason: choice?.reason ?? '' } }),
                  onReason: (reason: string) => actions.changeDraft({ choice: { row: choice?.row ?? 0, reason } }),
                },
              }
            : {})}
        />
      </div>
      <Right answer={answer} session={session} mending={mending} actions={actions} on={on} />
    </>
  )
}

function Right({ answer, session, mending, actions, on }: Props) {
  const { candidate, draft, admitting, rechecking } = answer
  const care = draft.question.care
  const atOnce = care === 'igd' || care === 'persalinan'
  const busy = admitting || rechecking
  const needs = formNeeds(candidate, draft.question, session.programmes, session.hospital?.owner ?? 'government')
  const side = rightSide(candidate, choiceMade(answer))
  const emergency = <EmergencyPanel atOnce={atOnce} busy={busy} onPress={on.onEmergency} />
  const careChoice = <CareChoice care={care} onCare={(next) => actions.changeQuestion({ care: next })} />
  const trouble = <AnswerTrouble answer={answer} />
  const form = (ready: boolean) => (
    <AdmissionForm
      answer={answer}
      needs={needs}
      hospital={session.hospital}
      newbornDays={newbornDays(answer, session.programmes)}
      newbornTooOld={isNewbornTooOld(answer, session.programmes)}
      ready={ready}
      actions={actions}
      onIssue={on.onIssue}
      instead={
        <Mending
          busy={busy}
          atOnce={atOnce}
          onAdvice={on.onAdvice}
          onUmum={on.onUmum}
          onOverride={mayAskSupervisor(answer) ? on.onOverride : null}
          onEmergency={on.onEmergency}
        />
      }
    />
  )

  switch (side.kind) {
    case 'existing':
      return candidate.existing && !draft.newborn ? (
        <ExistingPanel admission={candidate.existing} onReprint={on.onReprint} onOpen={on.onOpenExisting}>
          {careChoice}
        </ExistingPanel>
      ) : (
        form(candidate.verdict.kind === 'eligible')
      )
    case 'form':
      return form(side.ready)
    case 'stale':
      return (
        <div className={classes.right}>
          <RefusedActions
            ways={[
              {
                id: 'see-data',
                keys: 'Ctrl ↵',
                shortcut: 'Control+Enter',
                onTake: on.onRoster,
              },
              ...supervisor(answer, on),
            ]}
          >
            {careChoice}
            {trouble}
          </RefusedActions>
          {emergency}
        </div>
      )
    case 'refused':
      if (mending) return form(false)
      return (
        <div className={classes.right}>
          <RefusedActions ways={refusedWays(answer, side.mendable, on, actions)}>
            {careChoice}
            {trouble}
          </RefusedActions>
          {emergency}
        </div>
      )
  }
}

function supervisor(answer: Answer, on: AnswerHandlers): Way[] {
  return mayAskSupervisor(answer) ? [{ id: 'supervisor', keys: 'Alt P', shortcut: 'Alt+P', onTake: on.onOverride }] : []
}

function refusedWays(
  answer: Answer,
  mendable: 'referral' | 'answers' | 'none',
  on: AnswerHandlers,
  actions: DeskActions,
): Way[] {
  const mend: Way[] = mendable === 'none' ? [] : [{ id: mendable, keys: 'Alt R', shortcut: 'Alt+R', onTake: on.onMend }]
  return [
    { id: 'advice', keys: 'Ctrl ↵', shortcut: 'Control+Enter', onTake: on.onAdvice },
    ...mend,
    ...supervisor(answer, on),
    { id: 'umum', keys: 'Alt U', shortcut: 'Alt+U', onTake: on.onUmum },
    { id: 'by-name', keys: 'F4', shortcut: 'F4', onTake: actions.openNameSearch },
  ]
}

function choiceMade({ draft: { choice } }: Answer): boolean {
  return choice !== null && choice.reason.trim().length >= 3
}
