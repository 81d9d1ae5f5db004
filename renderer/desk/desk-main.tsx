import { IconBarcodeOff, IconDatabaseOff, IconPlugConnectedX, IconUrgent, IconUserSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { useNowMs } from '../ui/use-now.ts'
import { AnswerView } from './answer/answer-view.tsx'
import type { AnswerHandlers } from './answer/answer-view.tsx'
import { IdentityColumn } from './answer/identity-column.tsx'
import { needsConfirmation } from './desk-state.ts'
import type { DeskState } from './desk-model.ts'
import { FamilyPicker } from './family/family-picker.tsx'
import { KnownKinds } from './listen/known-kinds.tsx'
import { Admitted } from './states/admitted.tsx'
import { EmergencyForm } from './states/emergency-form.tsx'
import { LetterChecked } from './states/letter-checked.tsx'
import { MessageCard } from './states/message-card.tsx'
import { NameSearch } from './states/name-search.tsx'
import { AdmittedColumn, CardReadColumn, SideNote } from './states/side-card.tsx'
import { Searching } from './states/searching.tsx'
import type { DeskActions } from './use-desk.ts'
import type { Printing } from './use-printing.ts'
import { VerdictPanel } from './verdict/verdict-panel.tsx'

export type MainHandlers = AnswerHandlers & {
  onField: () => void
  onNameSearch: () => void
  onNewborn: () => void
  onClear: () => void
  onOpen: (id: AdmissionId) => void
}

type Props = {
  state: DeskState
  session: SessionInfo
  mending: boolean
  printing: Printing
  actions: DeskActions
  on: MainHandlers
}

/** Below the listening field: who it is, where that is known. */
export function DeskSide({ state, actions }: Pick<Props, 'state' | 'actions'>): ReactNode {
  const { desk } = useMessages()
  switch (state.kind) {
    case 'people':
      return <CardReadColumn result={state.result} />
    case 'answer':
      return (
        <IdentityColumn
          key={state.candidate.nik}
          candidate={state.candidate}
          isMother={state.draft.newborn !== null}
          required={needsConfirmation(state)}
          confirmed={state.draft.identityConfirmed}
          onConfirmed={(identityConfirmed) => actions.changeDraft({ identityConfirmed })}
          onOtherPerson={state.result.candidates.length > 1 ? actions.backToPeople : null}
        />
      )
    case 'unreadable':
      return <SideNote title={desk.unreadable.read}>{state.asked.text.slice(0, 120)}</SideNote>
    case 'admitted':
      return <AdmittedColumn admission={state.admission} />
    case 'not-found':
    case 'name-search':
    case 'mother-wanted':
    case 'emergency':
    case 'no-roster':
    case 'error':
      return <KnownKinds card />
    default:
      return null
  }
}

/** The one switch over the desk's states (idle has its own layout). */
export function DeskMain({ state, session, mending, printing, actions, on }: Props): ReactNode {
  const { desk, common } = useMessages()
  const nowMs = useNowMs()
  const format = useFormat()
  const emergency = {
    label: desk.listen.emergency,
    keys: 'F9',
    shortcut: 'F9',
    icon: <IconUrgent size={18} aria-hidden="true" />,
    onPress: on.onEmergency,
  }
  const byName = {
    label: desk.listen.byName,
    keys: 'F4',
    shortcut: 'F4',
    icon: <IconUserSearch size={18} aria-hidden="true" />,
    onPress: on.onNameSearch,
  }
  switch (state.kind) {
    case 'idle':
      return null
    case 'checking':
      return <Searching />
    case 'people':
      return (
        <FamilyPicker
          candidates={state.result.candidates}
          asks={state.asked.purpose}
          on={state.result.question.serviceDate}
          locked={false}
          onChoose={({ nik }) => actions.choosePerson(nik)}
          onNewborn={on.onNewborn}
          onNotListed={on.onNameSearch}
          onEmergency={on.onEmergency}
          onCancel={on.onClear}
        />
      )
    case 'answer':
      return <AnswerView answer={state} session={session} mending={mending} actions={actions} on={on} />
    case 'not-found':
      return (
        <VerdictPanel
          subject={{ kind: 'not-found', result: state.result }}
          session={session}
          nowMs={nowMs}
          actions={[
            { label: desk.unreadable.retype, keys: 'F2', shortcut: 'F2', primary: true, onPress: on.onField },
            {
              label: desk.listen.byNameShort,
              keys: 'F4',
              shortcut: 'F4',
              icon: IconUserSearch,
              onPress: on.onNameSearch,
            },
            {
              label: desk.listen.emergencyShort,
              keys: 'F9',
              shortcut: 'F9',
              icon: IconUrgent,
              onPress: on.onEmergency,
            },
          ]}
        />
      )
    case 'unreadable': {
      const product = state.reading.kind === 'keys' && state.reading.productBarcode
      return (
        <MessageCard
          icon={<IconBarcodeOff size={40} aria-hidden="true" />}
          tone="plain"
          title={desk.unreadable.title}
          say={product ? desk.unreadable.product : desk.unreadable.say}
          actions={[
            { label: desk.unreadable.retype, keys: 'F2', shortcut: 'F2', primary: true, onPress: on.onField },
            byName,
            emergency,
          ]}
        />
      )
    }
    case 'no-roster': {
      const damaged = state.roster.kind === 'damaged'
      return (
        <MessageCard
          icon={<IconDatabaseOff size={40} aria-hidden="true" />}
          tone="care"
          title={damaged ? desk.noRoster.damagedTitle : desk.noRoster.title}
          say={damaged ? desk.noRoster.damaged : desk.noRoster.say}
          actions={[
            {
              label: desk.noRoster.see,
              keys: 'Ctrl ↵',
              shortcut: 'Control+Enter',
              primary: true,
              onPress: on.onRoster,
            },
            emergency,
          ]}
        />
      )
    }
    case 'letter-checked':
      return <LetterChecked check={state.check} onOpen={on.onOpen} onClear={on.onClear} />
    case 'admitted': {
      const { admission } = state
      const isProvisional = admission.state === 'provisional'
      return (
        <Admitted
          admission={admission}
          first={state.first}
          printing={printing}
          document={
            isProvisional ? (
              <VerdictPanel subject={{ kind: 'provisional', admission }} session={session} nowMs={nowMs} />
            ) : null
          }
          onReprint={on.onReprint}
          onOpen={on.onOpen}
          onNext={on.onClear}
        />
      )
    }
    case 'name-search':
      return <NameSearch onSearch={actions.searchName} onCancel={on.onClear} />
    case 'mother-wanted':
      return (
        <MessageCard
          icon={<IconUserSearch size={40} aria-hidden="true" />}
          tone="plain"
          title={desk.mother.title}
          say={desk.mother.say}
          actions={[
            { ...byName, label: desk.mother.byName },
            { label: common.cancel, keys: 'Esc', shortcut: 'Escape', onPress: on.onClear },
          ]}
        />
      )
    case 'emergency':
      return (
        <EmergencyForm
          state={state}
          onChange={actions.changeEmergency}
          onAdmit={() => actions.admit('provisional')}
          onCancel={on.onClear}
        />
      )
    case 'error': {
      const lost = state.failure === 'connection'
      return (
        <MessageCard
          icon={<IconPlugConnectedX size={40} aria-hidden="true" />}
          tone="care"
          title={lost ? desk.failure.connection : desk.failure.unexpected}
          say={lost ? desk.failure.connectionSay : desk.failure.unexpectedSay}
          actions={[{ label: common.tryAgain, primary: true, onPress: actions.retry }, emergency]}
        >
          <p className="mono">{format.nik(state.asked.text.slice(0, 40))}</p>
        </MessageCard>
      )
    }
    default:
      return unreachable(state)
  }
}

/** Which columns the state needs. */
export function viewOf(state: DeskState): 'idle' | 'wide' | 'answer' {
  if (state.kind === 'idle') return 'idle'
  return state.kind === 'answer' || state.kind === 'admitted' ? 'answer' : 'wide'
}
