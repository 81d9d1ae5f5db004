import type { ReactNode } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { useConnected } from '../api.ts'
import layout from '../desk/desk-layout.module.css'
import { useMessages } from '../messages/use-messages.tsx'
import { StatusStrip } from '../ui/status-strip.tsx'
import { TopBar } from '../ui/top-bar.tsx'

type Props = { session: SessionInfo; onRoster: (() => void) | null; children: ReactNode }

/** Bar, strip and what is between them, for every part of the program but the desk, which fills its frame by itself. */
export function PageFrame({ session, onRoster, children }: Props) {
  const { desk } = useMessages()
  const connected = useConnected()
  return (
    <div className={layout.app}>
      <TopBar session={session} />
      <div className={layout.alert} aria-live="polite">
        {!connected && (
          <>
            <b>{desk.connection.down}</b> {desk.connection.downMore}
          </>
        )}
      </div>
      {children}
      <StatusStrip session={session} onRoster={onRoster} onShortcuts={null} onDemo={null} />
    </div>
  )
}
