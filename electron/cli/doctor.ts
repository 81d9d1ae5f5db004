import { Option, type Command } from 'commander'
import type { HealthItem, HealthReport } from '../../shared/contract/health.ts'
import { explainHealth } from '../../shared/texts/health.ts'
import type { Language } from '../../shared/texts/language.ts'
import { systemClock } from '../core/clock.ts'
import { dataFolderAt } from '../core/data-folder.ts'
import { examine } from '../core/health/examine.ts'
import { examineClosed, type WhyClosed } from '../core/health/closed-desk.ts'
import { verifyJournal, type JournalReport } from '../core/journal/verify-journal.ts'
import { keyFile } from '../core/keys/key-file.ts'
import { fail, type CliContext } from './cli-context.ts'
import { hasDesk, withCore } from './cli-core.ts'

const NOT_KNOWN = 'not-known'
const DEFAULT_TIME_ZONE = 'Asia/Jakarta'
const MARKS: Record<HealthItem['level'], string> = { well: '+', notice: '!', trouble: 'X' }
const HEADINGS: Record<Language, Record<HealthItem['level'] | 'notKnown', string>> = {
  en: {
    trouble: 'Something must be put right.',
    notice: 'The desk works; something should be looked at.',
    well: 'All is well.',
    notKnown: 'Not known before that',
  },
  id: {
    trouble: 'Ada yang harus dibereskan.',
    notice: 'Loket berjalan; ada yang perlu diperhatikan.',
    well: 'Semua baik.',
    notKnown: 'Belum diketahui sebelum itu',
  },
}

/** `loket doctor`: what is well, what is not, what to do. Also of a desk that cannot be opened. */
export function register(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('one page: what is well, what is not, and what to do; exit code 1 when something must be put right')
    .option('--full', 'also check the whole journal and audit trail from the first line to the last')
    .option('--json', 'as JSON')
    .addOption(new Option('--lang <language>', 'id or en').choices(['id', 'en']).default('en'))
    .action(async (options: { full?: boolean; json?: boolean; lang: Language }) => {
      const { report, timeZone } = await look(context, options.full === true)
      if (options.json === true) context.out(JSON.stringify(report))
      else for (const line of page(report, { language: options.lang, timeZone })) context.out(line)
      const troubles = report.items.filter(({ level }) => level === 'trouble').length
      if (troubles > 0) fail(sentence(troubles, options.lang), 1)
    })
}

async function look(context: CliContext, full: boolean): Promise<{ report: HealthReport; timeZone: string }> {
  const root = context.dataFolder()
  const closed = (why: WhyClosed) => ({
    report: examineClosed(dataFolderAt(root), why, systemClock, full ? readable(root) : null),
    timeZone: DEFAULT_TIME_ZONE,
  })
  if (!hasDesk(root)) return closed({ kind: 'no-desk' })
  try {
    return await withCore(context, async (core) => ({
      report: examine(core, full ? readable(root) : null, await core.backups.missingHere()),
      timeZone: core.journal.hospital()?.timeZone ?? DEFAULT_TIME_ZONE,
    }))
  } catch (error) {
    return closed({ kind: 'refused', error })
  }
}

/** Null where there is nothing that could be read from the first line on. */
function readable(root: string): JournalReport | null {
  const folder = dataFolderAt(root)
  try {
    const secrets = keyFile(folder.keyFile).load()
    return secrets === null ? null : verifyJournal(folder, secrets)
  } catch {
    // What keeps it from being read is an item of its own.
    return null
  }
}

function page({ items }: HealthReport, settings: { language: Language; timeZone: string }): string[] {
  const worst = (['trouble', 'notice', 'well'] as const).find((level) => items.some((item) => item.level === level))
  const known = items.filter(({ code }) => code !== NOT_KNOWN)
  const unknown = items.filter(({ code }) => code === NOT_KNOWN).map((item) => explainHealth(item, settings).topic)
  const lines = known.flatMap((item) => {
    const { topic, level, so, next } = explainHealth(item, settings)
    return [`${MARKS[item.level]} ${topic} (${level}): ${so}`, ...(next === null ? [] : [`    ${next}`])]
  })
  const { notKnown } = HEADINGS[settings.language]
  return [
    HEADINGS[settings.language][worst ?? 'well'],
    '',
    ...lines,
    ...(unknown.length === 0 ? [] : [`? ${notKnown}: ${unknown.join(', ')}.`]),
  ]
}

function sentence(troubles: number, language: Language): string {
  if (language === 'id') return `${troubles} masalah: lihat baris bertanda X.`
  return troubles === 1
    ? '1 thing must be put right: see the line marked X.'
    : `${troubles} things must be put right: see the lines marked X.`
}
