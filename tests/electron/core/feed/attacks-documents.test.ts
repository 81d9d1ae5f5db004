import { cpSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boundMs } from '../../../../electron/core/feed/feed-limits.ts'
import { SHORT_LIMITS } from '../../../support/feed-desk.ts'
import { feedRepository, testKey } from '../../../support/feed-repository.ts'
import { feedServer, type Misbehaviour } from '../../../support/feed-server.ts'
import { attackedDesk } from './attacked-desk.ts'

/** The most that is fetched of it. */
const TIMESTAMP_BYTES = 16_384

const at = attackedDesk()

function amendDocument(
  name: string,
  change: (signed: Record<string, unknown>, whole: Record<string, unknown>) => void,
): void {
  const whole = JSON.parse(readFileSync(at.metadata(name), 'utf8')) as { signed: Record<string, unknown> }
  change(whole.signed, whole)
  writeFileSync(at.metadata(name), JSON.stringify(whole))
}

describe('documents', () => {
  it('of an old repository, whole, are refused', async () => {
    cpSync(at.repository.dir, join(at.aside, 'old'), { recursive: true })
    at.next()
    expect(await at.said()).toBe('full')
    rmSync(join(at.repository.dir, 'metadata'), { recursive: true })
    cpSync(join(at.aside, 'old'), at.repository.dir, { recursive: true })
    expect(await at.said()).toBe('rolled-back')
    // Also when the library has forgotten everything: then the journal knows.
    rmSync(at.local(), { recursive: true })
    expect(await at.said()).toBe('rolled-back')
  })

  it('signed with a key that is not trusted are refused', async () => {
    const good = at.repository.keys()
    for (const [index, role] of (['timestamp', 'snapshot', 'targets'] as const).entries()) {
      const strange = feedRepository(join(at.aside, role))
      strange.setNumber(at.repository.number() + 10 * index)
      strange.publish({ version: '2026-11-22-1' })
      // The other documents are as they should be.
      Object.assign(strange.keys(), { ...good, [role]: [testKey()] })
      strange.publish({ version: '2026-11-22-2' })
      for (const part of ['metadata', 'targets']) {
        cpSync(join(at.aside, role, part), join(at.repository.dir, part), {
          recursive: true,
          filter: (path) => !path.includes('root.json'),
        })
      }
      expect(await at.refusal()).toBe('bad-signature')
    }
  })

  it('that were changed are refused', async () => {
    at.next()
    amendDocument('2.snapshot.json', (signed) => (signed['expires'] = '2027-12-31T00:00:00Z'))
    expect(await at.refusal()).toBe('damaged')
  })

  it('of another publication, put in among these, are refused', async () => {
    const other = feedRepository(join(at.aside, 'other'))
    Object.assign(other.keys(), at.repository.keys())
    other.publish({ version: '2026-11-21-5' })
    other.publish({ version: '2026-11-22-5', people: 5 })
    at.next()
    for (const name of ['2.snapshot.json', '2.targets.json']) {
      const kept = readFileSync(at.metadata(name))
      cpSync(join(at.aside, 'other', 'metadata', name), at.metadata(name))
      expect(await at.refusal()).toBe('mixed')
      writeFileSync(at.metadata(name), kept)
    }
    expect(await at.said()).toBe('full')
  })

  it('that are missing are refused', async () => {
    at.next()
    unlinkSync(at.metadata('2.snapshot.json'))
    expect(await at.refusal()).toBe('http-error')
  })

  it('that expired are refused, each, and also where the desk has them already: the usual freeze', async () => {
    at.desk.clock.set('2026-12-06T00:00:00.000Z')
    expect(await at.refusal()).toBe('expired')
    at.repository.advance(60)
    at.desk.clock.set('2027-01-19T00:00:00.000Z')
    for (const role of ['targets', 'snapshot', 'timestamp'] as const) {
      at.repository.publish({
        version: '2026-11-22-1',
        amend: (documents) => Object.assign(documents[role].signed, { expires: '2027-01-01T00:00:00Z' }),
      })
      expect(await at.refusal()).toBe('expired')
    }
    at.repository.publish({ version: '2026-11-22-1' })
    expect(await at.said()).toBe('full')
  })

  it('of a root that expired are refused', async () => {
    at.repository.advance(800)
    at.next()
    at.desk.clock.set('2029-01-30T00:00:00.000Z')
    expect(await at.refusal()).toBe('expired')
  })

  it('are not believed again when the clock is set back a year', async () => {
    at.desk.clock.set('2026-12-06T00:00:00.000Z')
    at.desk.journal().write((tx) => tx.append({ type: 'desk-set', body: { desk: { code: 'B2' } } }, 'pengelola'))
    at.desk.clock.set('2025-12-06T00:00:00.000Z')
    expect(await at.refusal()).toBe('expired')
  })

  it('that are no documents are refused: a sign-in page, an empty object, half a file', async () => {
    at.server.misbehave(/timestamp/, {
      kind: 'replace',
      body: Buffer.from('<html>'),
      contentType: 'text/html; charset=utf-8',
    })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.misbehave(/timestamp/, { kind: 'replace', body: Buffer.from('<html>') })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.misbehave(/timestamp/, { kind: 'replace', body: Buffer.from('{}') })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.misbehave(/timestamp/, { kind: 'truncate', bytes: 50 })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.misbehave(/timestamp/, { kind: 'encoded', encoding: 'gzip' })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.behave()
    at.next()
    at.server.misbehave(/snapshot/, { kind: 'truncate', bytes: 50 })
    expect(await at.refusal()).toBe('damaged')
  })

  it('without an end, or announced longer than may be, are refused', async () => {
    at.server.misbehave(/timestamp/, { kind: 'endless' })
    expect(await at.refusal()).toBe('too-large')
    at.server.behave()
    at.server.misbehave(/timestamp/, { kind: 'announce', length: 20_000 })
    expect(await at.refusal()).toBe('too-large')
    at.server.behave()
    at.repository.rotateRoot()
    at.server.misbehave(/2\.root/, { kind: 'endless' })
    expect(await at.refusal()).toBe('too-large')
  })

  it('that come too slowly are refused: not at all, with a break, or drop by drop', async () => {
    at.server.misbehave(/timestamp/, { kind: 'silent' })
    expect(await at.refusal()).toBe('too-slow')
    at.server.misbehave(/timestamp/, { kind: 'stall', after: 10 })
    expect(await at.refusal()).toBe('too-slow')
    at.server.misbehave(/timestamp/, { kind: 'drip', bytes: 1, everyMs: 50 })
    expect(await at.refusal()).toBe('too-slow')
  })

  it('are given up after a short time without a byte, and after the time of the whole file where drops keep coming', async () => {
    const givenUp = async (how: Misbehaviour) => {
      at.server.misbehave(/timestamp/, how)
      const outcome = await at.desk.pull('bekasi')
      return outcome.kind === 'refused' ? outcome.refusal.detail['seconds'] : outcome.kind
    }
    expect(await givenUp({ kind: 'silent' })).toBe(Math.ceil(SHORT_LIMITS.stallMs / 1000))
    expect(await givenUp({ kind: 'stall', after: 10 })).toBe(Math.ceil(SHORT_LIMITS.stallMs / 1000))
    expect(await givenUp({ kind: 'drip', bytes: 1, everyMs: 50 })).toBe(
      Math.ceil(boundMs(SHORT_LIMITS, TIMESTAMP_BYTES) / 1000),
    )
  })

  it('from elsewhere are refused', async () => {
    const other = await feedServer(at.repository.dir)
    at.server.misbehave(/timestamp/, { kind: 'redirect', to: `${other.url}metadata/timestamp.json` })
    expect(await at.refusal()).toBe('redirected')
    at.server.misbehave(/timestamp/, { kind: 'redirect', to: '/metadata/timestamp.json' })
    expect(await at.refusal()).toBe('redirected')
    expect(other.requests).toEqual([])
    await other.close()
    at.server.behave()
    at.server.misbehave(/timestamp/, { kind: 'redirect', to: '/metadata/timestamp.json' }, 2)
    expect(await at.said()).toBe('none')
  })

  it('from a server that is ill or away are refused', async () => {
    at.server.misbehave(/timestamp/, { kind: 'status', status: 500 })
    expect(await at.refusal()).toBe('http-error')
    at.server.behave()
    at.server.misbehave(/timestamp/, { kind: 'status', status: 503 }, 2)
    expect(await at.said()).toBe('none')
    await at.server.close()
    expect(await at.refusal()).toBe('unreachable')
  })
})
