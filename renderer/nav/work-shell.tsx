import { useCallback, useEffect, useMemo, useState } from 'react'
import type { HandOver, SessionInfo, SignedIn } from '../../shared/contract/session.ts'
import { HandOverCard } from '../accounts/hand-over-card.tsx'
import { useIdleLock } from '../accounts/use-idle-lock.ts'
import { client, keeper, useForbidden } from '../api.ts'
import type { DeskMemory } from '../desk/desk-memory.ts'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import type { SettingsSection } from '../settings/sections.ts'
import { AREA_KEYS, areasOf } from './areas.ts'
import type { Area } from './areas.ts'
import { WorkDialogs } from './work-dialogs.tsx'
import { WorkPage } from './work-page.tsx'
import { WorkContext } from './work.ts'
import type { Work, WorkDialog } from './work.ts'

/** Where somebody was; kept while the work is locked. */
export type WorkPlace = { area: Area | null; section: SettingsSection; firstSteps: boolean }

type Props = {
  session: SessionInfo
  operator: SignedIn
  memory: DeskMemory
  place: WorkPlace
  handOver: HandOver | null
  onPlace: (place: WorkPlace) => void
  onHandOverSeen: () => void
  onOthers: () => void
}

/** Everything behind the PIN: which part is open, what every part shares, and the ways out. */
export function WorkShell(props: Props) {
  const { session, operator, place, handOver, onPlace, onHandOverSeen, onOthers } = props
  const { accounts, scan } = useMessages()
  const { notice, say } = useNotice()
  const [dialog, setDialog] = useState<WorkDialog>('none')
  const areas = useMemo(() => areasOf(operator.rights), [operator.rights])
  const area = place.area !== null && areas.includes(place.area) ? place.area : (areas[0] ?? null)

  const go = useCallback(
    (next: Area) => {
      setDialog('none')
      onPlace({ ...place, area: next, firstSteps: false })
    },
    [onPlace, place],
  )
  const work = useMemo<Work>(
    () => ({
      operator,
      areas,
      area,
      go,
      lock: keeper.lock,
      switchOperator: () => {
        onOthers()
        keeper.lock()
      },
      signOut: () => {
        // While the core is away the session ends with the page's token.
        client.session.signOut().catch(() => undefined)
        keeper.signedOut()
      },
      open: (next) => {
        if (next === 'backup' && areas.includes('settings')) {
          onPlace({ area: 'settings', section: 'backup', firstSteps: false })
        } else setDialog(next)
      },
    }),
    [operator, areas, area, go, onOthers, onPlace],
  )
  useIdleLock(session.policy.lockAfterMinutes, keeper.lock)
  useForbidden(() => say(accounts.forbidden))
  useWorkKeys(areas, go)
  // For every part that has no use of its own for a card.
  useNoScans(say, handOver ? scan.noteFirst : scan.notHere, 'base')

  if (handOver) {
    const read = () => {
      onHandOverSeen()
      client.session.handOverRead({ seq: handOver.seq }).catch(() => say(accounts.handOverRefused))
    }
    return (
      <>
        <HandOverCard session={session} handOver={handOver} onRead={read} onLater={onHandOverSeen} />
        <NoticeLine notice={notice} />
      </>
    )
  }
  return (
    <WorkContext value={work}>
      <WorkPage session={session} memory={props.memory} place={{ ...place, area }} onPlace={onPlace} />
      <WorkDialogs dialog={dialog} session={session} say={say} onClose={() => setDialog('none')} />
      <NoticeLine notice={notice} />
    </WorkContext>
  )
}

/** Ctrl L locks from anywhere, also over a dialog; Alt 6 to 9 open the parts. */
function useWorkKeys(areas: readonly Area[], go: (area: Area) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { code, ctrlKey, altKey, metaKey, shiftKey } = event
      if (ctrlKey && !altKey && !metaKey && !shiftKey && code === 'KeyL') {
        event.preventDefault()
        keeper.lock()
        return
      }
      if (!altKey || ctrlKey || metaKey || document.querySelector('[role="dialog"]')) return
      const area = areas.find((one) => AREA_KEYS[one].code === code)
      if (!area || areas.length < 2) return
      event.preventDefault()
      go(area)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [areas, go])
}
