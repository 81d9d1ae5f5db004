import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { TestEvent } from '../../../shared/contract/readers.ts'
import { client } from '../../api.ts'
import { hear, hearWedge, NOTHING_HEARD } from './heard.ts'
import type { Hearing, WedgeScan } from './heard.ts'

/** Scans that go nowhere are for trying out: a technician who walks away must not leave a desk deaf. */
const LISTEN_MS = 5 * 60_000
const RETRY_MS = 500
const TICK_MS = 1_000

export type Listening =
  /** `elsewhere`: another page listens since. */
  | { kind: 'idle'; why: 'asked' | 'time' | 'elsewhere' }
  | { kind: 'starting'; leftMs: number }
  | { kind: 'listening'; leftMs: number }

type Told =
  | { kind: 'event'; event: TestEvent; at: number }
  | { kind: 'wedge'; scan: WedgeScan; at: number }
  | { kind: 'clear' }

function take(before: Hearing, told: Told): Hearing {
  switch (told.kind) {
    case 'event':
      return hear(before, told.event, told.at)
    case 'wedge':
      return hearWedge(before, told.scan, told.at)
    case 'clear':
      return NOTHING_HEARD
  }
}

/** Listens to every reader while it is asked to; ends by itself, and when the section is left. */
export function useTest() {
  const [hearing, tell] = useReducer(take, NOTHING_HEARD)
  const [listening, setListening] = useState<Listening>({ kind: 'idle', why: 'asked' })
  const stopping = useRef<AbortController | null>(null)

  const stop = useCallback((why: 'asked' | 'time' | 'elsewhere') => {
    stopping.current?.abort()
    stopping.current = null
    setListening({ kind: 'idle', why })
  }, [])

  const start = useCallback(() => {
    const controller = new AbortController()
    stopping.current = controller
    tell({ kind: 'clear' })
    setListening({ kind: 'starting', leftMs: LISTEN_MS })
    void follow(controller.signal, {
      opened: () => setListening((now) => (now.kind === 'starting' ? { ...now, kind: 'listening' } : now)),
      lost: () => setListening((now) => (now.kind === 'listening' ? { ...now, kind: 'starting' } : now)),
      heard: (event) => tell({ kind: 'event', event, at: Date.now() }),
      ended: () => stop('elsewhere'),
    })
  }, [stop])

  const open = listening.kind !== 'idle'
  useEffect(() => {
    if (!open) return
    const endsAt = performance.now() + LISTEN_MS
    const timer = setInterval(() => {
      const leftMs = endsAt - performance.now()
      if (leftMs <= 0) stop('time')
      else setListening((now) => (now.kind === 'idle' ? now : { ...now, leftMs }))
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [open, stop])
  useEffect(() => () => stopping.current?.abort(), [])

  const onWedge = useCallback((scan: WedgeScan) => tell({ kind: 'wedge', scan, at: Date.now() }), [])
  return { hearing, listening, start, stop: () => stop('asked'), onWedge }
}

type On = { opened: () => void; lost: () => void; heard: (event: TestEvent) => void; ended: () => void }

/** Opens the stream, and opens it anew when the connection was lost, until it is stopped or the core ends it. */
async function follow(signal: AbortSignal, on: On): Promise<void> {
  while (!signal.aborted) {
    try {
      const events = await client.readers.test(undefined, { signal })
      on.opened()
      for await (const event of events) on.heard(event)
      if (!signal.aborted) on.ended()
      return
    } catch {
      if (signal.aborted) return
      on.lost()
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}
