import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEMO_OPERATORS, DEMO_SECRET, demoHospital } from '../../../../electron/core/demo/demo-hospital.ts'
import { seedDemo } from '../../../../electron/core/demo/seed-demo.ts'
import { setHospital } from '../../../../electron/core/journal/change-settings.ts'
import { openCore, type Core } from '../../../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import { Role } from '../../../../shared/domain/operator.ts'
import { localDate } from '../../../../shared/domain/dates.ts'
import { today } from '../../../support/data-folders.ts'
import { refusedPeople, rosterCsv } from '../../../support/refused-people.ts'

let root: string
let core: Core
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-seed-'))
  core = openCore({
    dataFolder: join(root, 'data'),
    version: '0.0.0-test',
    demo: true,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
  })
})
afterEach(() => {
  core.close()
  rmSync(root, { recursive: true, force: true })
})

const kindOf = async (name: string) => (await core.accounts.checkSecret(name, DEMO_SECRET)).kind

describe('a demo', () => {
  it('has an operator for each role, who all have the PIN that the sign-in screen shows, and is filled in once', async () => {
    await seedDemo(core)
    expect(DEMO_OPERATORS.map(({ role }) => role).toSorted()).toEqual(Role.options.toSorted())
    for (const { name } of DEMO_OPERATORS) expect(await kindOf(name)).toBe('right')
    const end = core.journal.operators.all()
    await seedDemo(core)
    expect(core.journal.operators.all()).toEqual(end)
  }, 180_000)

  it('from before there were operators gets them, keeps its roster, and keeps whoever was added meanwhile', async () => {
    setHospital(core.journal, demoHospital(localDate(core.journal.now(), 'Asia/Jakarta')), 'Rina Contoh')
    const file = join(root, 'roster.csv')
    writeFileSync(file, rosterCsv(refusedPeople(today())))
    await core.importRoster(file, { asOf: today() }, () => undefined, 'test')
    await core.accounts.add({ name: 'rina contoh', role: 'auditor', secret: '864209' }, 'test')
    const before = core.roster.state()
    await seedDemo(core)
    expect(core.roster.state()).toEqual(before)
    expect(core.accounts.all()).toHaveLength(DEMO_OPERATORS.length)
    expect(await kindOf('Sari Contoh')).toBe('right')
    expect([await kindOf('Rina Contoh'), core.accounts.get('Rina Contoh')?.role]).toEqual(['wrong', 'auditor'])
  }, 180_000)
})
