import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_OPERATORS, DEMO_SECRET, demoHospital } from '../../electron/core/demo/demo-hospital.ts'
import { addDays, localDate } from '../../shared/domain/dates.ts'
import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import { startDesk } from './desk.ts'
import { refusedPeople, rosterCsv } from './refused-people.ts'
import { runLoket, runLoketWith } from './run-loket.ts'

/**
 * `unused`: nobody has started anything in it. `demo`: sample data. The others belong to a hospital with one person for each ground of refusal: `hospital` with data of
 * today, `private` the same under a private owner, `aged` with data five days old, `stale` with data twenty days old.
 */
export type FolderName = 'unused' | 'demo' | 'hospital' | 'private' | 'aged' | 'stale'

export const today = (): IsoDate => localDate(new Date().toISOString() as IsoInstant, 'Asia/Jakarta')

/** Makes every data folder once, through the program's own commands; each desk under test works on a copy. */
export async function makeDataFolders(root: string): Promise<void> {
  mkdirSync(join(root, 'unused'), { recursive: true })
  await Promise.all([makeDemo(join(root, 'demo')), makeHospitals(root)])
}

async function makeDemo(folder: string): Promise<void> {
  const desk = await startDesk({ dataFolder: folder, demo: true })
  await desk.stop()
}

/** The same names, roles and PIN as in a demo, so that every folder is opened alike. */
async function addOperators(folder: string): Promise<void> {
  for (const { name, role } of DEMO_OPERATORS)
    await runLoketWith({ LOKET_NEW_PIN: DEMO_SECRET }, folder, 'operator', 'add', name, '--role', role)
}

async function makeHospitals(root: string): Promise<void> {
  mkdirSync(root, { recursive: true })
  const on = today()
  const roster = join(root, 'roster.csv')
  writeFileSync(roster, rosterCsv(refusedPeople(on)))
  const setHospital = async (folder: string, owner: 'government' | 'private') => {
    const file = join(root, `${owner}.json`)
    const { contracts, ...rest } = demoHospital(on)
    // Delivery is left out, so that one kind of care is without a contract.
    const careKinds = ['rawat-jalan', 'rawat-inap', 'igd']
    const hospital = {
      ...rest,
      owner,
      name: owner === 'private' ? 'RS Swasta Contoh' : 'RSUD Uji Contoh',
      contracts: contracts.map((contract) => ({ ...contract, careKinds })),
    }
    writeFileSync(file, JSON.stringify(hospital))
    await runLoket(join(root, folder), 'hospital', 'set', file)
  }
  const importRoster = (folder: string, daysOld: number) =>
    runLoket(join(root, folder), 'roster', 'import', roster, '--as-of', addDays(on, -daysOld))

  await setHospital('hospital', 'government')
  await runLoket(join(root, 'hospital'), 'desk', 'set', '--code', 'B2')
  await addOperators(join(root, 'hospital'))
  for (const copy of ['private', 'aged', 'stale']) cpSync(join(root, 'hospital'), join(root, copy), { recursive: true })
  await Promise.all([
    importRoster('hospital', 0),
    setHospital('private', 'private').then(() => importRoster('private', 0)),
    importRoster('aged', 5),
    importRoster('stale', 20),
  ])
}
