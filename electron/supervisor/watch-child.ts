import { isWord, type Child, type Orders, type Word } from './child.ts'
import type { Limits } from './limits.ts'

export type Watcher<From> = {
  hanging: () => void
  late: (allowedMs: number) => void
  ready: () => void
  steady: () => void
  message: (message: From) => void
  exit: (code: number | null) => void
}

/** Follows one process from start to end, and ends it when it is late or hangs. Returns how to end the following. */
export function watchChild<Order, From extends { kind: string }>(
  child: Child<Orders<Order>, From>,
  limits: Limits,
  on: Watcher<From>,
): () => void {
  let beat = 0
  let answered = 0
  let ready = false
  let steadyTimer: NodeJS.Timeout | undefined
  let beatTimer: NodeJS.Timeout | undefined
  const readyWithin = (allowedMs: number) =>
    setTimeout(() => {
      on.late(allowedMs)
      child.kill()
    }, allowedMs)
  let startTimer = readyWithin(limits.startMs)
  const tick = () => {
    if (beat - answered >= limits.missedBeats) {
      clearInterval(beatTimer)
      on.hanging()
      return child.kill()
    }
    child.send({ kind: 'heartbeat', beat: ++beat })
  }
  const hear = (word: Word) => {
    if (word.kind === 'heartbeat') {
      // Only what was sent can come back: a process that went wrong must not pass for one that answers.
      if (word.beat <= beat) answered = word.beat
      return
    }
    if (ready) return
    clearTimeout(startTimer)
    if (word.kind === 'starts-long') {
      startTimer = readyWithin(limits.longStartMs)
      return
    }
    ready = true
    beatTimer = setInterval(tick, limits.heartbeatMs)
    steadyTimer = setTimeout(on.steady, limits.steadyMs)
    on.ready()
  }
  child.listen({
    exit: on.exit,
    message: (message) => (isWord(message) ? hear(message) : on.message(message)),
  })
  return () => {
    clearTimeout(startTimer)
    clearTimeout(steadyTimer)
    clearInterval(beatTimer)
  }
}
