import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localDate } from '../../../shared/domain/dates.ts'
import type { Core } from '../open-core.ts'
import { DEMO_DESK, DEMO_OPERATORS, DEMO_PEOPLE, DEMO_SECRET, DEMO_SEED, demoHospital } from './demo-hospital.ts'
import { writeDemoRoster } from './write-roster-csv.ts'

/** Fills in what a demo lacks: its hospital, its desk, its operators, its roster of synthetic people. Does nothing where all is there. */
export async function seedDemo(core: Core): Promise<void> {
  const { journal, roster } = core
  const today = localDate(journal.now(), 'Asia/Jakarta')
  if (journal.hospital() === null) {
    journal.write((tx) => {
      tx.append({ type: 'hospital-set', body: { hospital: demoHospital(today) } }, 'system')
      tx.append({ type: 'desk-set', body: { desk: DEMO_DESK } }, 'system')
    })
  }
  await addDemoOperators(core)
  if (roster.state().kind !== 'none') return
  const folder = mkdtempSync(join(tmpdir(), 'loket-demo-'))
  try {
    const file = join(folder, 'roster.csv')
    writeDemoRoster(file, { people: DEMO_PEOPLE, seed: DEMO_SEED })
    await core.importRoster(file, { asOf: today }, () => undefined, 'system')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Also into a demo from before there were operators. Those whom somebody added meanwhile stay as they are. */
async function addDemoOperators({ accounts }: Core): Promise<void> {
  const missing = DEMO_OPERATORS.filter(({ name }) => accounts.get(name) === null)
  await Promise.all(missing.map((operator) => accounts.add({ ...operator, secret: DEMO_SECRET }, 'system')))
}
