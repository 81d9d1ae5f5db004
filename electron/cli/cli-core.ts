import { openCore, type Core } from '../core/open-core.ts'
import type { CliContext } from './cli-context.ts'

/** Opens the core on the command's data folder, runs `work`, and closes it whatever happens. */
export async function withCore<T>(context: CliContext, work: (core: Core) => Promise<T> | T): Promise<T> {
  const core = openCore({ dataFolder: context.dataFolder(), actor: 'cli' })
  try {
    return await work(core)
  } finally {
    core.close()
  }
}
