import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPackFile } from '../../../electron/roster-files/pack/open-pack-file.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { madeFeed, publishOn } from '../../support/publisher.ts'
import { published, publishingPlace } from './publishing-place.ts'
import { people, rosterLines } from './roster-lines.ts'

const at = publishingPlace()

describe('statistics and definitions', () => {
  it('stay as published when the next publication brings none', async () => {
    await madeFeed(at.dir, { programmes: ['kbs-bekasi'] as never })
    writeFileSync(
      join(at.place, 's.csv'),
      'programme,year,measure,value,source\nkbs-bekasi,2025,population,2600000,BPS\n',
    )
    const own = { ...kbsBekasi, payer: 'Pemerintah Kota Contoh' }
    writeFileSync(join(at.place, 'd.json'), JSON.stringify([own]))
    const files = { statistics: join(at.place, 's.csv'), programmes: join(at.place, 'd.json') }
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(30))), '2026-11-20', files))
    published(await publishOn(at.dir, at.csv('b.csv', rosterLines(people(31))), '2026-11-21'))
    const read = (name: string) => at.asDesk('2026-11-21', async (fetch) => readFileSync(await fetch(name), 'utf8'))
    expect(await read('statistics.json')).toContain('"value":2600000')
    expect(await read('programmes.json')).toContain('Pemerintah Kota Contoh')
  })
})

describe('keys and encryption', () => {
  it('writes keys for their owner alone, and publishes with protected ones only by their passphrase', async () => {
    const passphrase = 'dua belas kata sandi'
    const made = await madeFeed(at.dir, { passphrase })
    for (const path of [
      ...made.rootKeys,
      join(at.dir, 'keys', 'targets.pem'),
      join(at.dir, 'keys', 'publisher-identity.txt'),
    ]) {
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(readFileSync(path, 'utf8')).toMatch(/ENCRYPTED/)
    }
    const file = at.csv('a.csv', rosterLines(people(30)))
    const refusal = (why: string) => ({ refusal: { code: 'key-unreadable', detail: { why } } })
    expect(await publishOn(at.dir, file, '2026-11-20')).toMatchObject(refusal('passphrase-missing'))
    expect(await publishOn(at.dir, file, '2026-11-20', { passphrase: 'falsch' })).toMatchObject(
      refusal('passphrase-wrong'),
    )
    published(await publishOn(at.dir, file, '2026-11-20', { passphrase }))
  })

  it('never writes over a folder that holds something', async () => {
    await madeFeed(at.dir)
    await expect(madeFeed(at.dir)).rejects.toThrow('not-empty')
  })

  it('publishes packs that anybody reads where that was asked for', async () => {
    await madeFeed(at.dir, { encryption: { kind: 'none' } })
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(30))), '2026-11-20'))
    published(await publishOn(at.dir, at.csv('b.csv', rosterLines(people(31))), '2026-11-21'))
    const catalogue = await at.catalogueAt('2026-11-21')
    expect(catalogue).toMatchObject({ encrypted: false, full: { target: 'roster/2026-11-21-1.full.lsp' } })
    const path = await at.asDesk('2026-11-21', (fetch) => fetch(catalogue.full.target))
    expect((await openPackFile(path, null)).header.rows).toBe(31)
  })
})
