import type { ReadersProcess } from '../../shared/contract/readers.ts'
import { DEFAULT_READERS, type ReaderEvent, type ReadersPolicy } from '../../shared/domain/reader.ts'
import type { Log } from '../core/server/log.ts'
import type { ForReaders, ToCore } from '../core/server/shell-messages.ts'
import type { FromReaders } from '../readers/messages.ts'
import { isMessage, type ReadersChild } from './child.ts'
import { createEventGate } from './event-gate.ts'
import type { Limits } from './limits.ts'
import type { ProcessState, Supervisor } from './supervise.ts'
import { superviseReaders } from './supervise-readers.ts'

export type ReadersLinkDeps<C> = {
  startReaders: () => C & ReadersChild
  /** The core that is ready, else null. */
  core: () => { send: (message: ToCore) => void } | null
  log: Log
  limits?: Partial<Limits>
}

/** The shell's part between the readers process and the core, the same in both shells. */
export type ReadersLink = {
  /** Each change of the core, after it. */
  coreIs: (state: ProcessState) => void
  /** What the core says for the readers. */
  fromCore: (message: ForReaders) => void
  stop: () => Promise<void>
}

/**
 * Runs the readers process and carries its messages. It is started when a core is ready and has said its settings: no page waits for it.
 * What a reader says while no core is ready is dropped and never kept: an old card must not come up later.
 */
export function linkReaders<C>({ startReaders, core, log, limits = {} }: ReadersLinkDeps<C>): ReadersLink {
  let policy: ReadersPolicy | null = null
  let orderedWith: ReadersPolicy | null = null
  let started = false
  let stopped = false
  /** Reports are shown to the core that asked for them, not to the next one. */
  let showing = false
  /** What the core that is ready was told of the process. */
  let told: ReadersProcess | null = null
  /** Of the process that runs now. */
  let lastList: ReaderEvent | null = null
  const gate = createEventGate()

  const supervisor: Supervisor<C & ReadersChild> = superviseReaders<C & ReadersChild>({
    startChild: startReaders,
    order: () => {
      orderedWith = policy
      return { policy: policy ?? DEFAULT_READERS }
    },
    log,
    limits,
    onState: (state) => {
      if (state.kind === 'starting') gate.reset()
      if (state.kind !== 'ready') lastList = null
      else catchUp()
      tellProcess()
    },
    onMessage: (message) => hear(message),
  })

  const tellProcess = () => {
    const now = processOf(supervisor.state())
    if (now !== told) core()?.send({ kind: 'readers-process', state: now })
    told = now
  }

  /** What the core said while this process was starting. */
  const catchUp = () => {
    if (policy !== null && policy !== orderedWith) tell({ kind: 'configure', policy })
    if (showing) tell({ kind: 'show-reports', on: true })
  }

  const tell = (message: ForReaders) => supervisor.ready()?.send(message)

  const hear = (message: FromReaders) => {
    if (message.kind !== 'reader' || !isMessage(message.event)) return supervisor.condemn('garbled')
    switch (gate.admit(message.event.kind)) {
      case 'dropped':
        return
      case 'flood':
        return supervisor.condemn('floods')
      case 'passed':
        if (message.event.kind === 'readers') lastList = message.event
        return core()?.send({ kind: 'reader', event: message.event })
    }
  }

  const startOnce = () => {
    if (started || stopped || policy === null || core() === null) return
    started = true
    supervisor.start()
  }

  return {
    coreIs: (state) => {
      told = null
      if (state.kind !== 'ready') {
        if (showing) tell({ kind: 'show-reports', on: false })
        showing = false
        return
      }
      tellProcess()
      if (lastList !== null) core()?.send({ kind: 'reader', event: lastList })
      tell({ kind: 'look' })
      startOnce()
    },
    fromCore: (message) => {
      if (message.kind === 'configure') policy = message.policy
      if (message.kind === 'show-reports') showing = message.on
      tell(message)
      startOnce()
    },
    stop: () => {
      stopped = true
      return supervisor.stop()
    },
  }
}

function processOf(state: ProcessState): ReadersProcess {
  switch (state.kind) {
    case 'ready':
      return 'running'
    case 'starting':
    case 'restarting':
      return 'restarting'
    case 'gave-up':
    case 'stopped':
      return 'absent'
  }
}
