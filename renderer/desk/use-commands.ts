import { useState } from 'react'
import type { RefObject } from 'react'
import type { ExportFormat } from '../../shared/contract/admissions.ts'
import type { Admission } from '../../shared/domain/admission.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../shared/domain/programme.ts'
import { client } from '../api.ts'
import { useLanguage, useMessages } from '../messages/use-messages.tsx'
import { CARE_KINDS } from './answer/care-choice.tsx'
import type { Dialog } from './desk-dialogs.tsx'
import { hasTyped, recheckText } from './desk-state.ts'
import type { Answer, DeskState } from './desk-model.ts'
import { rightSide } from './form-needs.ts'
import { saveFile } from './print-pdf.ts'
import type { DeskActions } from './use-desk.ts'
import type { DeskKey } from './use-desk-keys.ts'
import { useIssuing } from './use-issuing.ts'
import type { Printer } from './use-printing.ts'

type Deps = {
  state: DeskState
  actions: DeskActions
  dialog: Dialog
  setDialog: (dialog: Dialog) => void
  printer: Printer
  say: (text: string) => void
  fieldRef: RefObject<HTMLInputElement | null>
  searchRef: RefObject<HTMLInputElement | null>
  lastLetter: Admission | undefined
  provisional: readonly Admission[]
  programmes: readonly ProgrammeDefinition[]
}

/** What the desk's buttons and keys do: the same commands for both. */
export function useCommands(deps: Deps) {
  const { state, actions, dialog, setDialog, printer, say, fieldRef, searchRef, lastLetter, provisional, programmes } =
    deps
  const messages = useMessages()
  const { desk } = messages
  const { language } = useLanguage()
  const [mendingFor, setMendingFor] = useState<string | null>(null)

  /** `scanned`: another card asks for the place of this patient. */
  const guarded = (action: () => void, scanned = false) => {
    if (hasTyped(state)) setDialog({ kind: 'clear', scanned, onYes: action })
    else action()
  }
  const isPending = 'admitting' in state && state.admitting
  const clear = () => {
    if (!isPending) guarded(actions.clear)
  }
  const field = () => {
    fieldRef.current?.focus()
    fieldRef.current?.select()
  }

  const { issue, override, emergency } = useIssuing({ state, actions, programmes, say, setDialog, guarded })

  const advice = async (answer: Answer) => {
    const { candidate, draft } = answer
    try {
      const result = await client.letters.printAdvice({
        nik: candidate.nik,
        text: recheckText(answer),
        question: draft.question,
        language,
      })
      if (result.kind === 'made') await printer.printDelivery(result.delivery)
      else say(desk.notices.adviceNotRefused)
    } catch {
      say(desk.notices.failed)
    }
  }

  const umum = async () => {
    setDialog({ kind: 'none' })
    if (state.kind !== 'answer') return
    const { candidate, draft } = state
    try {
      await client.desk.acceptAsUmum({
        nik: candidate.nik,
        programme: candidate.verdict.programme,
        question: draft.question,
      })
      actions.leave(candidate.nik)
      say(desk.notices.umumRecorded)
    } catch {
      say(desk.notices.failed)
    }
  }

  const mend = () => {
    if (state.kind !== 'answer') return
    setMendingFor(state.candidate.nik)
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('main [data-missing] input, main input[data-missing]')?.focus(),
    )
  }

  const reprintTarget = (): AdmissionId | undefined => {
    if (dialog.kind === 'admission') return dialog.admissionId
    if (state.kind === 'admitted') return state.admission.id
    if (state.kind === 'answer' && state.candidate.existing) return state.candidate.existing.id
    return lastLetter?.id
  }
  const reprint = () => {
    const target = reprintTarget()
    if (target && printer.printing.kind !== 'running') void printer.printLetter(target)
  }

  const openProvisional = () => {
    const [only, ...others] = provisional
    if (only && others.length === 0) setDialog({ kind: 'admission', admissionId: only.id, task: 'none' })
    else setDialog({ kind: 'provisional' })
  }

  const exportRange = async (from: IsoDate, to: IsoDate, format: ExportFormat) => {
    try {
      const file = await client.admissions.export({ from, to, format })
      saveFile(file.contentBase64, file.fileName, file.mediaType)
      say(desk.notices.exported(file.rows))
    } catch {
      say(desk.notices.failed)
    }
  }

  const isMending = state.kind === 'answer' && mendingFor === state.candidate.nik
  const primary = () => {
    switch (state.kind) {
      case 'answer': {
        const side = rightSide(state.candidate, state.draft.choice !== null)
        if (side.kind === 'existing' && !state.draft.newborn) reprint()
        else if (side.kind === 'stale') setDialog({ kind: 'roster' })
        else if (state.candidate.verdict.kind === 'ineligible') void advice(state)
        else issue()
        return
      }
      case 'no-roster':
        setDialog({ kind: 'roster' })
        return
      default:
        document.querySelector<HTMLFormElement>('main form')?.requestSubmit()
    }
  }

  const care = (index: number) => {
    const kind = CARE_KINDS[index]
    if (kind && state.kind === 'answer') actions.changeQuestion({ care: kind })
    if (state.kind === 'emergency' && (kind === 'igd' || kind === 'persalinan')) actions.changeEmergency({ care: kind })
  }

  const inDialog = (key: DeskKey): boolean => {
    if (key === 'Esc') return false
    // The dialog opened last lies on top.
    const top = [...document.querySelectorAll('[role="dialog"]')].at(-1)
    if (key === 'Ctrl Enter') top?.querySelector<HTMLElement>('[data-primary]')?.click()
    if (key === 'Alt P') top?.querySelector<HTMLElement>('[data-supervisor]')?.click()
    if (key === 'Ctrl P') reprint()
    if (key === 'F1' && dialog.kind === 'shortcuts') setDialog({ kind: 'none' })
    return true
  }

  const onKey = (key: DeskKey): boolean => {
    if (dialog.kind !== 'none' || document.querySelector('[role="dialog"]')) return inDialog(key)
    switch (key) {
      case 'F1':
        setDialog({ kind: 'shortcuts' })
        return true
      case 'F2':
        field()
        return true
      case 'F3':
        if (searchRef.current) searchRef.current.focus()
        else setDialog({ kind: 'list' })
        return true
      case 'F4':
        if (!isPending) guarded(actions.openNameSearch)
        return true
      case 'F6':
        if (!isPending) guarded(actions.wantNewborn)
        return true
      case 'F9':
        emergency()
        return true
      case 'F10':
        openProvisional()
        return true
      case 'Ctrl Enter':
        primary()
        return true
      case 'Ctrl P':
        reprint()
        return true
      case 'Esc':
        clear()
        return true
      case 'Alt 1':
      case 'Alt 2':
      case 'Alt 3':
      case 'Alt 4':
        care(Number(key.slice(-1)) - 1)
        return true
      case 'Alt I':
        if (state.kind === 'answer') actions.changeDraft({ identityConfirmed: !state.draft.identityConfirmed })
        return true
      case 'Alt R':
        mend()
        return true
      case 'Alt U':
        if (state.kind === 'answer' && state.candidate.verdict.kind === 'ineligible') setDialog({ kind: 'umum' })
        return true
      case 'Alt P':
        override()
        return true
    }
  }

  return {
    onKey,
    clear,
    field,
    issue,
    override,
    emergency,
    advice: () => {
      if (state.kind === 'answer') void advice(state)
    },
    umum: () => void umum(),
    mend,
    reprint,
    openProvisional,
    exportRange: (from: IsoDate, to: IsoDate, format: ExportFormat) => void exportRange(from, to, format),
    isMending,
    guarded,
  }
}
