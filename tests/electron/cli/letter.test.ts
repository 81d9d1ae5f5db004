import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataFolderAt, openDataFolder } from '../../../electron/core/data-folder.ts'
import { openJournal } from '../../../electron/core/journal/open-journal.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { signingKey } from '../../../electron/core/keys/keystore.ts'
import { claimOf } from '../../../electron/core/letters/check-letter.ts'
import { signClaim } from '../../../electron/core/letters/letter-signature.ts'
import { silentLog } from '../../../electron/core/server/log.ts'
import { systemClock } from '../../../electron/core/clock.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { openingEvent, testHospital } from '../../support/journal.ts'
import { trailOf } from '../../support/trail.ts'
import { readPdf } from '../core/letters/read-pdf.ts'

const BIN = join(import.meta.dirname, '../../../electron/cli/bin.mjs')

function loket(data: string, args: string[], input = ''): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [BIN, ...args, '--data', data], { input, encoding: 'utf8' })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

let root: string
let here: string
let there: string
let admission: Admission
let text: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-letter-cli-'))
  here = join(root, 'here')
  there = join(root, 'there')
  const hospital = join(root, 'hospital.json')
  writeFileSync(hospital, JSON.stringify(testHospital))
  for (const data of [here, there]) {
    if (loket(data, ['hospital', 'set', hospital]).code !== 0) throw new Error('the hospital was not set')
  }
  ;({ admission, text } = admitOne(here))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** One admission in the journal of a data folder, and the text of its letter's QR code. */
function admitOne(data: string): { admission: Admission; text: string } {
  const folder = openDataFolder(data)
  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const journal = openJournal({
    folder,
    secrets,
    clock: systemClock,
    log: silentLog,
    programVersion: '0.0.0',
    demo: false,
  })
  try {
    const written = journal.write((tx) => {
      const event = openingEvent(tx)
      tx.append(event, 'Rina Contoh')
      return event.body.admission.id
    })
    const opened = written.kind === 'written' ? journal.admissions.get(written.value) : null
    if (opened === null) throw new Error('no admission')
    return { admission: opened, text: signClaim(claimOf(opened, false), signingKey(secrets)) }
  } finally {
    journal.close()
  }
}

function printsOf(id: string): number | undefined {
  const days = ['--from', '2026-01-01', '--to', '2026-12-31', '--format', 'json']
  const exported = JSON.parse(loket(here, ['admissions', 'export', ...days]).out) as { admissions: Admission[] }
  return exported.admissions.find((one) => one.id === id)?.prints
}

describe('loket letter', () => {
  it('finds its own letter genuine and says how it stands, in words and as JSON', () => {
    const words = loket(here, ['letter', 'verify', text])
    expect(words.code).toBe(0)
    expect(words.out).toContain('Genuine: made by')
    expect(words.out).toContain(`Letter ${admission.letterNumber}`)
    expect(words.out).toContain('Now: the guarantee stands.')
    expect(trailOf({ folder: dataFolderAt(here) }).at(-1)).toMatchObject({
      actor: expect.stringMatching(/^machine administrator /),
      action: 'letter-verified',
      subject: expect.any(String),
      facts: { code: 'genuine', admission: admission.id },
    })
    const json = loket(here, ['letter', 'verify', '-', '--json'], `${text}\n`)
    expect(JSON.parse(json.out)).toMatchObject({ kind: 'genuine', state: 'guaranteed', admissionId: admission.id })
  })

  it('lets another desk check it as soon as that desk trusts the key, and an inspector with the key file alone', () => {
    expect(loket(there, ['letter', 'verify', text]).out).toContain('Unknown desk')
    const file = join(root, 'key.json')
    writeFileSync(file, loket(here, ['letter', 'key', '--json']).out)
    expect(loket(there, ['letter', 'trust', file])).toMatchObject({ code: 0 })
    const known = loket(there, ['letter', 'verify', text])
    expect(known.code).toBe(0)
    expect(known.out).toContain('Genuine')
    expect(known.out).toContain('in the journal of the desk that made it')
    const nowhere = join(root, 'nowhere')
    expect(loket(nowhere, ['letter', 'verify', text, '--key', file]).out).toContain('Genuine')
    expect(existsSync(nowhere)).toBe(false)
  })

  it('answers forged to a changed letter, and ends with 2 on a text that is no letter', () => {
    const letter = text.at(-10) === 'A' ? 'B' : 'A'
    const forged = loket(here, ['letter', 'verify', text.slice(0, -10) + letter + text.slice(-9)])
    expect(forged).toMatchObject({ code: 0 })
    expect(forged.out).toContain('Forged')
    const unreadable = loket(here, ['letter', 'verify', '3275025403929912', '--json'])
    expect(unreadable.code).toBe(2)
    expect(JSON.parse(unreadable.out)).toEqual({ kind: 'unreadable' })
  })

  it('refuses a key file that is missing or was changed, with one sentence and 2', () => {
    const file = join(root, 'changed.json')
    writeFileSync(file, loket(here, ['letter', 'key', '--json']).out.replace(/"keyId": "./, '"keyId": "x'))
    for (const given of [file, join(root, 'missing.json'), BIN]) {
      const run = loket(there, ['letter', 'trust', given])
      expect(run.code).toBe(2)
      expect(run.err.trim().split('\n')).toHaveLength(1)
    }
  })

  it('prints one more copy into a file and counts it', async () => {
    const file = join(root, 'letter.pdf')
    const first = loket(here, ['letter', 'print', admission.letterNumber, '--out', file])
    expect(first).toMatchObject({ code: 0, err: '' })
    const second = loket(here, ['letter', 'print', admission.id, '--out', file])
    expect(second.out).toContain('Copy 2 written')
    const { pages } = await readPdf(readFileSync(file))
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Cetakan ke-2')
  })

  it('counts no copy when a folder stands where the file should be', () => {
    const before = printsOf(admission.id)
    const run = loket(here, ['letter', 'print', admission.id, '--out', root])
    expect(run.code).toBe(2)
    expect(run.err).toContain('name of a folder')
    expect(printsOf(admission.id)).toBe(before)
  })

  it('prints nothing for an unknown number or into a folder that is not there', () => {
    const file = join(root, 'none.pdf')
    expect(loket(here, ['letter', 'print', '999999/KBS/3275999/A1/XI/2026', '--out', file]).code).toBe(2)
    expect(existsSync(file)).toBe(false)
    expect(loket(here, ['letter', 'print', admission.id, '--out', join(root, 'no', 'such', 'x.pdf')]).code).toBe(2)
  })
})
