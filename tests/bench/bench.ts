/** `npm run bench [-- --people N --admissions N --only PART --csv FILE --days N]`: every figure beside a baseline measured in the same run. Nothing here fails by the clock. */
import { cpus, release, totalmem, type as system } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuild } from '../../electron/build/ensure-build.ts'
import { benchBackup } from './backup-bench.ts'
import { benchFeed } from './feed-bench.ts'
import { benchJournal } from './journal-bench.ts'
import { benchPage } from './page-bench.ts'
import { benchRoster } from './roster-bench.ts'
import { benchStorage } from './storage-bench.ts'

const SMALL = 50_000
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1200000' },
    only: { type: 'string' },
    admissions: { type: 'string', default: '100000' },
    // A roster as the demo writes it, in place of one made for the run.
    csv: { type: 'string' },
    days: { type: 'string', default: '1' },
  },
})
const people = Number(values.people)
if (!Number.isInteger(people) || people < 4_000) throw new Error('--people takes a whole number from 4000 on')
const admissions = Number(values.admissions)
if (!Number.isInteger(admissions) || admissions < 1) throw new Error('--admissions takes a whole number')
const days = Number(values.days)
if (!Number.isInteger(days) || days < 1 || days > 9) throw new Error('--days takes a number from 1 to 9')
const wanted = (part: string) => values.only === undefined || values.only === part

const built = ensureBuild()
if (built.kind === 'failed') throw new Error(`The program could not be built:\n${built.output}`)

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${system()} ${release()}, Node ${process.versions.node}`,
)
if (wanted('roster')) await section('Roster', () => benchRoster(people, print))
if (wanted('feed')) await section('Feed', () => benchFeed({ csv: values.csv ?? null, people, days }, print))
if (wanted('storage')) await section('Storage', () => benchStorage(values.csv ?? null, people, print))
if (wanted('journal')) await section('Journal', () => benchJournal(Math.min(people, SMALL), print))
if (wanted('backup')) await section('Backup', () => benchBackup(admissions, print))
if (wanted('page')) {
  for (const size of new Set([SMALL, people])) await section(`Page, ${size} people`, () => benchPage(size, print))
}

async function section(title: string, run: () => Promise<void>): Promise<void> {
  console.log(`\n${title}`)
  await run()
}

function print(line: string): void {
  console.log(`  ${line}`)
}
