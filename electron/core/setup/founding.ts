import type { RestoreEvent, SetupInput, SetupResult, SetupState } from '../../../shared/contract/setup.ts'
import type { Core } from '../open-core.ts'
import { refusalOf } from '../refusal-sentence.ts'
import { finishSetup, inputFault, type FinishResult } from './finish-setup.ts'
import { setupStage } from './setup-stage.ts'
import { turns } from './turns.ts'

export type RestoreInput = { path: string; recoveryKey: string }

/** What can be done in a data folder that nobody has used. One thing at a time: of two windows the second finds it done. */
export type Founding = {
  stage(): Promise<SetupState['stage']>
  demo(): Promise<SetupResult>
  finish(input: SetupInput): Promise<FinishResult>
  restore(input: RestoreInput): AsyncGenerator<RestoreEvent, void, void>
}

export type FoundingDeps = {
  /** Whether the folder has become a desk's meanwhile, as by a command. */
  isFounded: () => boolean
  /** Opens the core, which founds what is not there. */
  open: (as: 'demo' | 'real') => Core
  seedDemo: (core: Core) => Promise<void>
  restore: (input: RestoreInput) => AsyncIterable<RestoreEvent>
  /** Nothing more can be founded here: from now on the desk answers. Called once. */
  onFounded: (core: Core) => void
  /** A person must act before this folder can be used: says so and ends. */
  giveUp: (error: unknown) => never
}

export function createFounding(deps: FoundingDeps): Founding {
  const turn = turns()
  let core: Core | null = null
  let done = false

  /** The desk that somebody else founded here, or that an attempt of ours left unfinished. */
  function present(): Core | null {
    if (core === null && deps.isFounded()) core = opened('real')
    return core
  }

  function opened(as: 'demo' | 'real'): Core {
    try {
      return deps.open(as)
    } catch (error) {
      const code = refusalOf(error)?.code
      if (code === 'disk-full' || code === 'busy') throw new NotNow(code)
      return deps.giveUp(error)
    }
  }

  function hand(over: Core): void {
    if (!done) deps.onFounded(over)
    done = true
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T | { kind: 'disk-full' | 'busy' }> {
    const end = await turn()
    try {
      return await work()
    } catch (error) {
      if (error instanceof NotNow) return { kind: error.code }
      throw error
    } finally {
      end()
    }
  }

  return {
    async stage() {
      const stage = await inTurn(async () => {
        const there = present()
        if (there === null) return 'unfounded'
        hand(there)
        return setupStage(there)
      })
      return typeof stage === 'string' ? stage : 'unfounded'
    },
    demo: () =>
      inTurn(async () => {
        if (present() !== null) return { kind: 'already' }
        core = opened('demo')
        await deps.seedDemo(core)
        hand(core)
        return { kind: 'founded' }
      }),
    finish: (input) =>
      inTurn(async () => {
        const there = present()
        const fault = inputFault(input)
        if (there === null && fault !== null) return fault
        if (there === null && input.hospital === null) return { kind: 'input-bad' }
        core = there ?? opened('real')
        const result = await finishSetup(core, input)
        if (result.kind === 'founded' || result.kind === 'already') hand(core)
        return result
      }),
    async *restore(input) {
      const end = await turn()
      try {
        if (present() !== null) return yield { kind: 'refused', fault: 'not-empty' }
        for await (const event of deps.restore(input)) {
          if (event.kind === 'restored') hand((core = opened('real')))
          yield event
        }
      } finally {
        end()
      }
    },
  }
}

class NotNow extends Error {
  readonly code: 'disk-full' | 'busy'
  constructor(code: 'disk-full' | 'busy') {
    super(`not founded now: ${code}`)
    this.code = code
  }
}
