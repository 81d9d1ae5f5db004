import { useEffect, useState } from 'react'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import { useLanguage, useMessages } from '../messages/use-messages.tsx'
import { answerInput } from './admit-input.ts'
import { refusedWords } from './approval/refused-words.ts'
import type { Dialog } from './desk-dialogs.tsx'
import type { Answer, DeskState } from './desk-model.ts'
import { needsConfirmation } from './desk-state.ts'
import { isNewbornTooOld } from './newborn-age.ts'
import { mayAskSupervisor } from './overridable.ts'
import { isSaving } from './saving.ts'
import { useJustChanged } from './use-just-changed.ts'
import type { DeskActions } from './use-desk.ts'

type Deps = {
  state: DeskState
  actions: DeskActions
  programmes: readonly ProgrammeDefinition[]
  say: (text: string) => void
  setDialog: (dialog: Dialog) => void
  /** Runs it once nothing that was typed is lost by it. */
  guarded: (action: () => void) => void
}

/** The ways to a letter: what the rules grant, what a supervisor agrees to, what an emergency takes first. */
export function useIssuing({ state, actions, programmes, say, setDialog, guarded }: Deps) {
  const messages = useMessages()
  const { desk } = messages
  const { language } = useLanguage()
  const isJustChanged = useJustChanged(state.kind === 'answer' && state.changedFrom !== null && !state.rechecking)
  const [emergencyFor, setEmergencyFor] = useState<string | null>(null)

  /** Whether the clerk has said what only the clerk can say; leads to what is missing. */
  const isSaid = (answer: Answer): boolean => {
    const { draft } = answer
    if (needsConfirmation(answer) && !draft.identityConfirmed) {
      document.querySelector<HTMLElement>('#identity-tick')?.focus()
      say(desk.form.confirmFirst)
      return false
    }
    if (draft.newborn && (draft.newborn.sex === null || draft.newborn.name.trim() === '')) {
      say(desk.form.newborn.wanted)
      return false
    }
    return true
  }

  /** Asks a supervisor for this very admission; one who agreed to it already is not asked twice. */
  const asked = (answer: Answer, purpose: 'override' | 'review') => {
    const { candidate, draft, approval } = answer
    if (approval?.purpose === purpose) return actions.approved(candidate.nik, approval)
    const input = answerInput(answer, purpose === 'override' ? 'override' : 'guaranteed')
    if (input === null) return
    setDialog({
      kind: 'approval',
      ask: {
        purpose,
        asked: { call: 'desk.admit', input },
        about: draft.newborn?.name ?? candidate.name,
        refused: refusedWords(candidate.verdict, language, messages),
      },
      onApproved: (approvalId) => actions.approved(candidate.nik, { purpose, input: { ...input, approvalId } }),
    })
  }

  const issue = () => {
    if (state.kind !== 'answer' || state.admitting || state.rechecking || isJustChanged() || !isSaid(state)) return
    const { draft, candidate } = state
    if (candidate.verdict.kind !== 'review') actions.admit('guaranteed')
    else if ((draft.choice?.reason.trim().length ?? 0) < 3) say(desk.form.choicePick)
    else asked(state, 'review')
  }

  const override = () => {
    if (state.kind !== 'answer' || state.admitting || state.rechecking || isJustChanged()) return
    if (!mayAskSupervisor(state)) return
    if (isSaid(state)) asked(state, 'override')
  }

  const emergency = () => {
    if (state.kind !== 'answer') {
      if (!isSaving(state)) guarded(actions.openEmergency)
      return
    }
    if (state.admitting || isJustChanged()) return
    // The answer decides what the key does: it waits for it, and is not lost.
    if (state.rechecking) return setEmergencyFor(state.candidate.nik)
    const { care } = state.draft.question
    // A newborn under the mother is another patient: her letter and her verdict are not the child's.
    const isOwn = state.draft.newborn === null
    if (care !== 'igd' && care !== 'persalinan') actions.changeQuestion({ care: 'igd' })
    else if (isOwn && state.candidate.existing) return
    else if (state.candidate.verdict.kind === 'eligible' && (isOwn || !isNewbornTooOld(state, programmes)))
      say(desk.notices.alreadyGuaranteed)
    else actions.admit('provisional')
  }
  const isWaiting = state.kind === 'answer' && state.candidate.nik === emergencyFor
  useEffect(() => {
    if (emergencyFor === null || (isWaiting && state.kind === 'answer' && state.rechecking)) return
    setEmergencyFor(null)
    if (isWaiting) emergency()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each answer that was waited for
  }, [state, emergencyFor])

  return { issue, override, emergency }
}
