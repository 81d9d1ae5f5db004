import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { AdmitInput, AdmitResult, Source } from '../../shared/contract/desk.ts'
import type { Admission } from '../../shared/domain/admission.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Question } from '../../shared/domain/question.ts'
import { client, isConnected, refreshAdmissions, useSession } from '../api.ts'
import type { DeskMemory } from './desk-memory.ts'
import { admitInput } from './admit-input.ts'
import { recheckText } from './desk-state.ts'
import type { AdmitTrouble, AnswerApproval, Asked, DeskState, Draft, EmergencyDraft, FromReader } from './desk-model.ts'

/** A birth is an emergency to the rules: it asks for no referral. */
const NEWBORN_CARE = 'persalinan'

export type DeskActions = {
  ask: (text: string, source: Source, from?: FromReader | null) => void
  searchName: (name: string, birthDate: IsoDate) => void
  retry: () => void
  choosePerson: (nik: string) => void
  backToPeople: () => void
  changeQuestion: (patch: Partial<Question>) => void
  changeDraft: (patch: Partial<Omit<Draft, 'question'>>) => void
  wantNewborn: () => void
  openNameSearch: () => void
  openEmergency: () => void
  changeEmergency: (patch: Partial<EmergencyDraft>) => void
  admit: (basis: AdmitInput['basis']) => void
  /** Somebody agreed for this person: sends the admission that they agreed to. */
  approved: (nik: string, approval: AnswerApproval) => void
  showAdmission: (admission: Admission) => void
  clear: () => void
  /** Clears, unless the desk has gone on to somebody else meanwhile. */
  leave: (nik: string) => void
}

/** The desk's state with everything that may be done to it. `onDone` is told the outcome of each press; `first`: it was written now. */
export function useDesk(
  memory: DeskMemory,
  onDone: (admission: Admission, first: boolean) => void,
): {
  state: DeskState
  actions: DeskActions
} {
  const desk = useSyncExternalStore(memory.subscribe, memory.desk)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  const today = useSession()?.today

  const actions = useMemo<DeskActions>(() => {
    const { send } = memory
    const follow = async (turn: number, call: () => ReturnType<typeof client.desk.check>) => {
      try {
        const result = await call()
        send({ kind: 'checked', turn, result })
      } catch {
        send({ kind: 'check-failed', turn, failure: isConnected() ? 'unexpected' : 'connection' })
      }
    }
    const put = (asked: Asked) => {
      const { turn, state } = send({ kind: 'asked', asked })
      if (state.kind !== 'checking') return
      const question: Partial<Question> = asked.purpose === 'mother' ? { care: NEWBORN_CARE } : {}
      void follow(turn, () =>
        client.desk.check({ text: asked.text, source: asked.source, aim: asked.from?.aim ?? null, question }),
      )
    }
    const purpose = (): Asked['purpose'] => {
      const { state } = memory.desk()
      if (state.kind === 'mother-wanted') return 'mother'
      return 'asked' in state && state.kind !== 'answer' ? state.asked.purpose : 'patient'
    }
    const admit = async (basis: AdmitInput['basis']) => {
      const { state } = memory.desk()
      const input = admitInput(state, basis, today)
      if (!input) return
      send({ kind: 'admit-started', requestId: input.requestId })
      try {
        const result = await client.desk.admit(input)
        const trouble = troubleOf(result, input)
        if (trouble) send({ kind: 'admit-refused', trouble })
        if (trouble === 'verdict-changed' && state.kind === 'answer') recheck({})
        if (result.kind === 'admitted' || result.kind === 'already') {
          const first = result.kind === 'admitted'
          send({ kind: 'admission-shown', admission: result.admission, first })
          done.current(result.admission, first)
          refreshAdmissions()
        }
      } catch {
        send({ kind: 'admit-refused', trouble: isConnected() ? 'failed' : 'unsure' })
      }
    }
    const askForNewborn = () => {
      const { state } = memory.desk()
      const isNew = state.kind === 'answer' && state.draft.newborn !== null && !state.rechecking
      if (isNew && state.draft.question.care !== NEWBORN_CARE) recheck({ care: NEWBORN_CARE })
    }
    const recheck = (patch: Partial<Question>) => {
      const { turn, state } = send({ kind: 'question-changed', patch })
      if (state.kind !== 'answer' || !state.rechecking) return
      const { question } = state.draft
      const aim = state.asked.from?.aim ?? null
      void follow(turn, () => client.desk.check({ text: recheckText(state), source: 'chosen', aim, question }))
    }
    return {
      ask: (text, source, from = null) => put({ text, source, from, by: 'key', purpose: purpose() }),
      searchName: (name, birthDate) => {
        const asked: Asked = { text: name, source: 'chosen', from: null, by: 'name', purpose: 'patient' }
        const { turn, state } = send({ kind: 'asked', asked })
        if (state.kind !== 'checking') return
        void follow(turn, () => client.desk.search({ name, birthDate, question: {} }))
      },
      retry: () => {
        const { state } = memory.desk()
        if (state.kind !== 'error') return
        if (state.asked.by === 'key') put(state.asked)
        // The birth date is not kept: a name has to be asked for again.
        else send({ kind: 'name-search-opened' })
      },
      choosePerson: (nik) => {
        send({ kind: 'person-chosen', nik })
        askForNewborn()
      },
      backToPeople: () => send({ kind: 'back-to-people' }),
      changeQuestion: recheck,
      changeDraft: (patch) => send({ kind: 'draft-changed', patch }),
      wantNewborn: () => {
        send({ kind: 'newborn-wanted' })
        askForNewborn()
      },
      openNameSearch: () => send({ kind: 'name-search-opened' }),
      openEmergency: () => send({ kind: 'emergency-opened' }),
      changeEmergency: (patch) => send({ kind: 'emergency-changed', patch }),
      admit: (basis) => void admit(basis),
      approved: (nik, approval) => {
        const { state } = send({ kind: 'approved', nik, approval })
        if (state.kind !== 'answer' || state.approval !== approval) return
        void admit(approval.purpose === 'override' ? 'override' : 'guaranteed')
      },
      showAdmission: (admission) => send({ kind: 'admission-shown', admission, first: false }),
      clear: () => send({ kind: 'cleared' }),
      leave: (nik) => {
        const { state } = memory.desk()
        if (state.kind === 'answer' && state.candidate.nik === nik) send({ kind: 'cleared' })
      },
    }
  }, [memory, today])

  return { state: desk.state, actions }
}

function troubleOf(result: AdmitResult, { patient }: AdmitInput): AdmitTrouble | null {
  switch (result.kind) {
    case 'admitted':
    case 'already':
      return null
    case 'answer-changed':
      return 'verdict-changed'
    case 'not-eligible':
      // The mother is guaranteed; it is the child that her guarantee no longer takes in.
      return result.verdict === null && patient.kind === 'newborn' ? 'newborn-too-old' : 'verdict-changed'
    case 'identity-not-confirmed':
    case 'provisional-not-offered':
    case 'approval-needed':
    case 'override-not-offered':
    case 'disk-full':
      return result.kind
    case 'busy':
      return 'failed'
  }
}
