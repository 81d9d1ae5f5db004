import { DEFAULT_READERS, type ReadersPolicy } from '../../shared/domain/reader.ts'
import { ZONE_WITHOUT_HOSPITAL } from '../core/audit/local-day.ts'
import type { Core } from '../core/open-core.ts'
import { sentenceFor } from '../core/refusal-sentence.ts'
import { CliFailure, type CliContext } from './cli-context.ts'
import { hasDesk, withCore } from './cli-core.ts'
import { requireOperator } from './require-operator.ts'

/** What a desk has said about its readers. `from`: `defaults` where there is no desk, or it cannot be opened. */
export type ReadersSetup = { from: 'desk' | 'defaults'; policy: ReadersPolicy; timeZone: string }

const DEFAULTS: ReadersSetup = { from: 'defaults', policy: DEFAULT_READERS, timeZone: ZONE_WITHOUT_HOSPITAL }

/**
 * The settings of the data folder. Readers are looked at also where a desk is missing or broken: the settings are then the defaults.
 * `cards`: numbers of cards will be shown, for which a real desk with operators wants to know by whom; one that cannot be opened says no.
 */
export async function readersSetup(context: CliContext, show: { cards: boolean }): Promise<ReadersSetup> {
  if (!hasDesk(context.dataFolder())) return DEFAULTS
  try {
    return await withCore(context, async (core) => {
      if (show.cards) await recordLook(context, core)
      const { journal } = core
      return {
        from: 'desk' as const,
        policy: journal.setting('readers') ?? DEFAULT_READERS,
        timeZone: journal.hospital()?.timeZone ?? ZONE_WITHOUT_HOSPITAL,
      }
    })
  } catch (error) {
    if (show.cards) throw error
    context.err(`The desk's settings are not known, so these are the defaults. ${sentenceOf(error)}`)
    return DEFAULTS
  }
}

async function recordLook(context: CliContext, core: Core): Promise<void> {
  const actor = await requireOperator(context, core, 'configure')
  core.audit.record([{ actor, action: 'readers-tested', subject: null, facts: {} }])
}

function sentenceOf(error: unknown): string {
  return error instanceof CliFailure ? error.message : sentenceFor(error)
}
