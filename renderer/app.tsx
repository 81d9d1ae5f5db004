import { useCoreEvents, useConnected, useSession } from './api.ts'
import { DeskScreen } from './desk/desk-screen.tsx'
import { TimeZoneProvider } from './messages/use-messages.tsx'
import { StartScreen } from './ui/start-screen.tsx'

/** Waits for the core once; from then on the desk stays on screen, also while the core restarts. */
export function App() {
  useCoreEvents()
  const connected = useConnected()
  const session = useSession()
  if (!session) return <StartScreen connected={connected} />
  return (
    <TimeZoneProvider timeZone={session.hospital?.timeZone ?? 'Asia/Jakarta'}>
      <DeskScreen session={session} />
    </TimeZoneProvider>
  )
}
