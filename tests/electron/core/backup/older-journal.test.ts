import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '../../../../electron/core/health/examine.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { DEFAULT_POLICIES } from '../../../../shared/domain/policy.ts'
import { deskPlace, type DeskPlace } from '../../../support/desk-core.ts'

const BUDI = 'Budi Contoh'
let place: DeskPlace
let folder: string
beforeEach(async () => {
  place = await deskPlace({ roster: false })
  folder = join(place.root, 'stick')
  mkdirSync(folder)
  await place.core.backups.setPolicy({ ...DEFAULT_POLICIES.backup, folder }, BUDI)
})
afterEach(() => place.remove())

async function backUp(): Promise<string> {
  place.clock.advance(60_000)
  const created = await place.core.backups.create(BUDI)
  if (created.kind !== 'made') throw new Error(created.why)
  return created.fileName
}

const journalDir = () => join(place.core.folder.journal, '..')
const older = () => join(place.root, 'older')

/** Journal and head file as they stand now. */
function copyAside(): void {
  place.reopen()
  cpSync(journalDir(), older(), { recursive: true })
}

/** Both of them, so that nothing beside the journal knows that it had come further. */
function putBack(): void {
  place.core.close()
  rmSync(journalDir(), { recursive: true })
  cpSync(older(), journalDir(), { recursive: true })
  place.reopen()
}

function work(count: number): void {
  for (let n = 0; n < count; n++)
    place.core.audit.record([{ actor: BUDI, action: 'look-up', subject: null, facts: { n } }])
}

const journalItem = async () => {
  const report = examine(place.core, null, await place.core.backups.missingHere())
  return report.items.find(({ topic }) => topic === 'journal')
}

describe('an older copy in the place of the journal', () => {
  it('is sound by itself, and yet every later backup shows that something is gone', async () => {
    await backUp()
    copyAside()
    const before = place.core.journal.ends().entries.seq
    work(3)
    const later = await backUp()
    expect(await journalItem()).toMatchObject({ level: 'well', code: 'sound' })
    putBack()

    const secrets = keyFile(place.core.folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    expect(verifyJournal(place.core.folder, secrets).fault).toBeNull()
    expect(await journalItem()).toMatchObject({
      level: 'trouble',
      code: 'shorter-than-head',
      facts: { seq: before + 1 },
    })
    expect(await place.core.backups.verify(later, BUDI)).toMatchObject({ kind: 'good', deskHoldsIt: false })
    const [line] = place.core.journal.trail.page(
      { from: null, until: null, actor: null, action: 'backup-verified', subject: null },
      null,
      1,
    )
    expect(line?.facts).toMatchObject({ outcome: 'desk-lacks-it' })
  })

  it('is seen also after the desk has worked on and made backups of its own', async () => {
    await backUp()
    copyAside()
    work(1)
    await backUp()
    putBack()
    work(20)
    await backUp()
    expect(await journalItem()).toMatchObject({ level: 'trouble', code: 'shorter-than-head' })
  })

  it('is not suspected of a desk whose backups are its own, nor of one that was restored since', async () => {
    const first = await backUp()
    work(2)
    await backUp()
    expect(await place.core.backups.missingHere()).toBeNull()
    expect(await place.core.backups.verify(first, BUDI)).toMatchObject({ kind: 'good', deskHoldsIt: true })

    copyAside()
    work(1)
    await backUp()
    putBack()
    expect(await place.core.backups.missingHere()).not.toBeNull()
    place.clock.advance(60_000)
    place.core.journal.write((tx) => {
      const restored = {
        backupId: '0f8fad5b-d9cb-469f-a165-70867728950e',
        takenAt: tx.at,
        skippedLetterNumbers: 10_000,
      }
      const end = { seq: 1, hash: '0'.repeat(64) }
      tx.append({ type: 'journal-restored', body: { ...restored, entries: end, audit: { ...end, seq: 0 } } }, BUDI)
    })
    expect(await place.core.backups.missingHere()).toBeNull()
  })

  it('is not looked for where the folder is not there, and files that are no backups of this desk say nothing', async () => {
    const name = await backUp()
    writeFileSync(join(folder, name.replace(/\d{8}T/, '20300101T')), 'age-encryption.org/v1\n')
    mkdirSync(join(folder, name.replace(/\d{8}T/, '20310101T')))
    expect(await place.core.backups.missingHere()).toBeNull()
    rmSync(folder, { recursive: true })
    expect(await place.core.backups.missingHere()).toBeNull()
    expect(readdirSync(join(place.root, 'data', 'backup-work')).filter((left) => left !== 'alone.lock')).toEqual([])
  })
})
