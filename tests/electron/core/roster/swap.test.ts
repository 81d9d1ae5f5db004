import { describe, expect, it } from 'vitest'
import { openRoster } from '../../../../electron/core/roster/open-roster.ts'
import type { RosterState } from '../../../../shared/domain/roster-state.ts'
import { csv, desk, key, NOON, person, SECRETS, WORKER_URL } from './roster-fixture.ts'

const family = '3275021203159921'
/** Every member of one family carries the generation in the name: a mix of two versions would show. */
const generation = (n: number, size = 60) =>
  csv(Array.from({ length: size }, (_, i) => person(i, { name: `Angkatan ${n}`, kk_number: family })))

describe('a new version', () => {
  it('is noticed by a desk when another process installed it, and told to listeners once', async () => {
    const { give, folder, roster } = desk()
    const heard: RosterState[] = []
    roster.onChange((state) => heard.push(state))
    const other = openRoster({ folder, secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL })
    try {
      await give(generation(1))
      expect(other.find(key('kk', family)).every((one) => one.rows[0].name === 'Angkatan 1')).toBe(true)
      await give(generation(2))
      expect(other.find(key('kk', family)).every((one) => one.rows[0].name === 'Angkatan 2')).toBe(true)
      expect(other.state()).toEqual(roster.state())
    } finally {
      other.close()
    }
    expect(heard.map((state) => state.kind === 'current' && state.version)).toEqual(['2026-11-21-1', '2026-11-21-2'])
  })

  it('is noticed without any look-up', async () => {
    const { give, folder } = desk()
    const idle = openRoster({ folder, secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL })
    try {
      const told = new Promise<RosterState>((resolve) => idle.onChange(resolve))
      await give(generation(1))
      expect(await told).toMatchObject({ kind: 'current', version: '2026-11-21-1' })
    } finally {
      idle.close()
    }
  })

  it('never shows together with the old one: every answer during imports is of one version', async () => {
    const { give, roster } = desk()
    await give(generation(0))
    let answers = 0
    const seen = new Set<string>()
    for (let n = 1; n <= 3; n += 1) {
      let done = false
      const importing = give(generation(n)).finally(() => {
        done = true
      })
      while (!done) {
        const names = new Set(roster.find(key('kk', family)).map((one) => one.rows[0].name))
        expect(names.size).toBe(1)
        for (const name of names) seen.add(name)
        answers += 1
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(await importing).toMatchObject({ kind: 'done' })
    }
    expect(answers).toBeGreaterThan(100)
    expect([...seen]).toEqual(expect.arrayContaining(['Angkatan 0', 'Angkatan 1', 'Angkatan 2']))
  })

  it('still serves after the desk starts again', async () => {
    const { give, roster, reopen } = desk()
    await give(generation(1))
    const before = roster.state()
    expect(reopen().state()).toEqual(before)
  })

  it('does not serve with the keys of another desk', async () => {
    const { give, folder } = desk()
    await give(generation(1))
    const stranger = openRoster({
      folder,
      secrets: { ...SECRETS, masterKey: Buffer.alloc(32, 9) },
      clock: NOON,
      workerUrl: WORKER_URL,
    })
    expect(stranger.state()).toEqual({ kind: 'damaged', version: '2026-11-21-1' })
    expect(() => stranger.find(key('kk', family))).toThrow('no roster serves')
    stranger.close()
  })
})
