import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { HandOver, SessionInfo } from '../shared/contract/session.ts'
import { gateOf } from './accounts/gate.ts'
import { LockedWork } from './accounts/locked-work.tsx'
import { queries, useConnected, useCoreEvents, useKept, useSession } from './api.ts'
import { createDeskMemory } from './desk/desk-memory.ts'
import type { DeskMemory } from './desk/desk-memory.ts'
import { TimeZoneProvider } from './messages/use-messages.tsx'
import { WorkShell } from './nav/work-shell.tsx'
import type { WorkPlace } from './nav/work-shell.tsx'
import { useReaderFeed } from './scan/reader-feed.ts'
import { SetupScreen } from './setup/setup-screen.tsx'
import { StartScreen } from './ui/start-screen.tsx'

/** Another page, or a command, may set the desk up meanwhile. */
const SETUP_REFRESH_MS = 3_000

/** Waits for the core, then leads through set-up, sign-in and work; what is on the screen stays while the core restarts. */
export function App() {
  useReaderFeed()
  const connected = useConnected()
  const { data: setup } = useQuery(
    queries.setup.state.queryOptions({
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.stage === 'ready' ? false : SETUP_REFRESH_MS),
    }),
  )
  const [founding, setFounding] = useState<'no' | 'running' | 'by-wizard'>('no')
  if (!setup) return <StartScreen connected={connected} />
  if (setup.stage !== 'ready' || founding === 'running')
    return (
      <SetupScreen
        stage={setup.stage}
        onFounding={() => setFounding('running')}
        onEnd={(byWizard) => setFounding(byWizard ? 'by-wizard' : 'no')}
        onFailed={() => setFounding('no')}
      />
    )
  return <Ready firstSteps={founding === 'by-wizard'} />
}

function Ready({ firstSteps }: { firstSteps: boolean }) {
  useCoreEvents()
  const connected = useConnected()
  const session = useSession()
  if (!session) return <StartScreen connected={connected} />
  return (
    <TimeZoneProvider timeZone={session.hospital?.timeZone ?? 'Asia/Jakarta'}>
      <Desk session={session} firstSteps={firstSteps} />
    </TimeZoneProvider>
  )
}

/** What one operator has before them: thrown away as a whole when another comes. */
type Belongings = { owner: string; memory: DeskMemory; place: WorkPlace }

function belongingsOf(owner: string, firstSteps: boolean): Belongings {
  return { owner, memory: createDeskMemory(), place: { area: null, section: 'operators', firstSteps } }
}

function Desk({ session, firstSteps }: { session: SessionInfo; firstSteps: boolean }) {
  const kept = useKept()
  const gate = gateOf(session, kept)
  const [belongings, setBelongings] = useState<Belongings | null>(null)
  const [steps, setSteps] = useState(firstSteps)
  const [handOver, setHandOver] = useState<HandOver | null>(null)
  const [others, setOthers] = useState(false)

  const throwAway = useCallback(() => setBelongings(null), [])
  // Whoever signs out leaves nothing behind.
  if (kept.name === null && belongings !== null) setBelongings(null)
  // Whoever was only looked at does not wait behind a lock; what was typed does.
  const memory = belongings?.memory
  const isOpen = gate.kind === 'open'
  useEffect(() => {
    if (!isOpen) memory?.leaveUntyped()
  }, [isOpen, memory])

  if (gate.kind === 'open') {
    const { name } = gate.operator
    if (belongings?.owner !== name) {
      setBelongings(belongingsOf(name, steps))
      setSteps(false)
      return null
    }
    return (
      <WorkShell
        session={session}
        operator={gate.operator}
        memory={belongings.memory}
        place={belongings.place}
        handOver={handOver}
        onPlace={(place) => setBelongings((last) => (last?.owner === name ? { ...last, place } : last))}
        onHandOverSeen={() => setHandOver(null)}
        onOthers={() => setOthers(true)}
      />
    )
  }
  return (
    <LockedWork
      key={gate.kind}
      session={session}
      lockedFor={gate.kind === 'locked' ? gate.name : null}
      others={others}
      onTooLong={throwAway}
      onIn={(note) => {
        setHandOver(note)
        setOthers(false)
      }}
    />
  )
}
