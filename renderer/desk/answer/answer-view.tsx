import type { SessionInfo } from '../../../shared/contract/session.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useNowMs } from '../../ui/use-now.ts'
import type { Answer } from '../desk-state.ts'
import { formNeeds, rightSide } from '../form-needs.ts'
import type { DeskActions } from '../use-desk.ts'
import { VerdictPanel } from '../verdict/verdict-panel.tsx'
import { AdmissionForm } from './admission-form.tsx'
import classes from './answer-view.module.css'
import { CareChoice } from './care-choice.tsx'
import { EmergencyPanel } from './emergency-panel.tsx'
import { ExistingPanel } from './existing-panel.tsx'
import { Trouble } from './form-parts.tsx'
import { Mending } from './mending.tsx'
import { RefusedActions } from './refused-actions.tsx'
import type { Way } from './refused-actions.tsx'

export type AnswerHandlers = {
  onIssue: () => void
  onEmergency: () => void
  onAdvice: () => void
  onUmum: () => void
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
  const m = useMessages().desk.form
  const care = draft.question.care
  const atOnce = care === 'igd' || care === 'persalinan'
  const busy = admitting || rechecking
  const needs = formNeeds(candidate, draft.question, session.programmes, session.hospital?.owner ?? 'government')
  const side = rightSide(candidate, choiceMade(answer))
  const emergency = <EmergencyPanel atOnce={atOnce} busy={busy} onPress={on.onEmergency} />
  const careChoice = <CareChoice care={care} onCare={(next) => actions.changeQuestion({ care: next })} />
  const trouble = answer.trouble && <Trouble>{m.trouble[answer.trouble]}</Trouble>
  const form = (ready: boolean) => (
    <AdmissionForm
      answer={answer}
      needs={needs}
      hospital={session.hospital}
      newbornDays={newbornDays(answer, session)}
      ready={ready}
      actions={actions}
      onIssue={on.onIssue}
      instead={
        <Mending busy={busy} atOnce={atOnce} onAdvice={on.onAdvice} onUmum={on.onUmum} onEmergency={on.onEmergency} />
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
          <RefusedActions ways={[{ id: 'refresh', keys: 'Ctrl ↵', shortcut: 'Control+Enter', onTake: on.onRoster }]}>
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
          <RefusedActions ways={refusedWays(side.mendable, on, actions)}>
            {careChoice}
            {trouble}
          </RefusedActions>
          {emergency}
        </div>
      )
  }
}

function refusedWays(mendable: 'referral' | 'answers' | 'none', on: AnswerHandlers, actions: DeskActions): Way[] {
  const mend: Way[] = mendable === 'none' ? [] : [{ id: mendable, keys: 'Alt R', shortcut: 'Alt+R', onTake: on.onMend }]
  return [
    { id: 'advice', keys: 'Ctrl ↵', shortcut: 'Control+Enter', onTake: on.onAdvice },
    ...mend,
    { id: 'umum', keys: 'Alt U', shortcut: 'Alt+U', onTake: on.onUmum },
    { id: 'by-name', keys: 'F4', shortcut: 'F4', onTake: actions.openNameSearch },
  ]
}

function choiceMade({ draft: { choice } }: Answer): boolean {
  return choice !== null && choice.reason.trim().length >= 3
}

function newbornDays({ candidate }: Answer, { programmes }: SessionInfo): number {
  const [verdict] = candidate.programmes
  const versions = programmes.find(({ code }) => code === verdict?.programme)?.versions ?? []
  return versions.find(({ version }) => version === verdict?.version)?.newbornDays ?? 28
}
