import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lockImport } from '../../../../electron/core/roster/import-lock.ts'
import { csv, desk, key, person, pointed, type Desk } from './roster-fixture.ts'

/** As a build names them, with what SQLite puts beside them. */
const UNFINISHED = [
  'building-00112233445566ff.db',
  'building-00112233445566ff.db-journal',
  'building-0-1.db',
  'building-0.scratch',
  'current.json.new',
  'current.copy.json.new',
]
/** Whole, and cut off before the pointer named it. */
const UNNAMED = 'roster-00112233445566ff.db'
/** A person may have laid these here. */
const OTHERS = ['building-permit.csv', 'warga.csv']

const lay = ({ folder }: Desk, names: readonly string[]) => {
  for (const name of names) writeFileSync(join(folder.rosterDir, name), 'x')
}
const lying = ({ folder }: Desk, names: readonly string[]) =>
  readdirSync(folder.rosterDir).filter((name) => names.includes(name))

async function usedDesk(): Promise<Desk> {
  const made = desk()
  await made.give(csv([person(1)]))
  return made
}

describe('what a build that was cut off left', () => {
  it('goes when the roster is opened, and nothing else does', async () => {
    const made = await usedDesk()
    const [served] = pointed(made.folder).current.layers
    lay(made, [...UNFINISHED, UNNAMED, ...OTHERS])
    const fresh = made.reopen()
    expect(lying(made, [...UNFINISHED, UNNAMED])).toEqual([])
    expect(lying(made, [...OTHERS, served?.file ?? ''])).toHaveLength(3)
    expect(fresh.find(key('nik', person(1)['nik'] ?? ''))).toHaveLength(1)
  })

  it('goes also where nothing was ever installed', () => {
    const made = desk()
    lay(made, UNFINISHED)
    made.reopen()
    expect(lying(made, UNFINISHED)).toEqual([])
  })

  it('stays while a build runs, whose work it may be', async () => {
    const made = await usedDesk()
    const building = lockImport(made.folder.rosterDir)
    lay(made, [...UNFINISHED, UNNAMED])
    made.reopen()
    expect(lying(made, [...UNFINISHED, UNNAMED])).toHaveLength(UNFINISHED.length + 1)
    building?.release()
    made.reopen()
    expect(lying(made, [...UNFINISHED, UNNAMED])).toEqual([])
  })

  it('is kept where it may be a version that a lost list named', async () => {
    const made = await usedDesk()
    lay(made, [UNNAMED])
    writeFileSync(join(made.folder.rosterDir, 'replaced.json'), 'x')
    made.reopen()
    expect(lying(made, [UNNAMED])).toEqual([UNNAMED])
  })

  it('goes at once when it was the worker alone that died', async () => {
    const dying = desk()
    const worker = join(dying.dir, 'dying.mjs')
    const left = join(dying.folder.rosterDir, 'building-00112233445566ff.db')
    writeFileSync(
      worker,
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(left)}, 'x')\nthrow new Error('died')\n`,
    )
    const made = desk({ workerUrl: pathToFileURL(worker), folder: dying.folder })
    await expect(made.give(csv([person(1)]))).rejects.toThrow('died')
    expect(lying(dying, UNFINISHED)).toEqual([])
    expect(await dying.give(csv([person(1)]))).toMatchObject({ kind: 'done' })
  })
})
