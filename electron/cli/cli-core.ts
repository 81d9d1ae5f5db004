import { openCore, type Core } from '../core/open-core.ts'
import { programVersion } from '../core/program-version.ts'
import type { CliContext } from './cli-context.ts'

/** Opens the core on the command's data folder, runs `work`, and closes it whatever happens. */
export async function withCore<T>(context: CliContext, work: (core: Core) => Promise<T> | T): Promise<T> {
  const core = openCore({
    dataFolder: context.dataFolder(),
    version: programVersion(),
    demo: false,
    workerUrl: new URL('../core/roster/snapshot-worker.ts', import.meta.url),
    actor: 'loket (CLI)',
    // A command writes its PDF itself: it gets the bytes as a page would.
    deliver: async (pdf, fileName) => ({ kind: 'page', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }),
  })
  try {
    return await work(core)
  } finally {
    core.close()
  }
}
