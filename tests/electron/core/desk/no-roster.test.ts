import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Nik } from '../../../../shared/domain/identifiers.ts'
import type { Core } from '../../../../electron/core/open-core.ts'
import { admitInput, deskPlace, people, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
afterEach(() => place.remove())

/** Spoils every page but the first of the file that serves: noticed only when one of them is read. */
function spoilRoster({ folder }: Core): void {
  const name = readdirSync(folder.rosterDir).find((one) => one.endsWith('.db'))
  if (name === undefined) throw new Error('no roster file')
  const path = join(folder.rosterDir, name)
  const file = openSync(path, 'r+')
  for (let at = 4096; at < statSync(path).size; at += 512) writeSync(file, Buffer.of(1, 2, 3, 4), 0, 4, at)
  closeSync(file)
}

function emergency(nik: Nik | null) {
  const patient = { kind: 'unidentified', name: 'Tn. Contoh', nik, sex: null } as const
  return admitInput(people.siti, { patient, text: '', source: 'typed', basis: 'provisional' })
}

const scan = (text: string) => place.core.desk.check({ text, source: 'wedge', question: {} }, 'Sari')

describe('without a roster', () => {
  it('checks a letter all the same', async () => {
    place = await deskPlace({ roster: false })
    expect(scan('LSJ1XXXX')).toMatchObject({ kind: 'letter', check: { kind: 'unreadable' } })
    expect(scan(people.siti)).toEqual({ kind: 'no-roster', roster: { kind: 'none' } })
  })
})

describe('a roster that turns out damaged under a question', () => {
  it('is told as no roster at the first scan', async () => {
    place = await deskPlace()
    spoilRoster(place.core)
    expect(place.core.roster.state()).toMatchObject({ kind: 'current' })
    expect(scan(people.ahmad)).toMatchObject({ kind: 'no-roster', roster: { kind: 'damaged' } })
  })

  it('does not stop an emergency admission', async () => {
    place = await deskPlace()
    spoilRoster(place.core)
    expect(place.core.desk.admit(emergency(people.siti), 'Sari')).toMatchObject({
      kind: 'admitted',
      admission: { state: 'provisional', person: { nik: people.siti }, evidence: { rosterVersion: null } },
    })
  })
})
