import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framesOf, nameOf, openLog } from '../../../../electron/core/server/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = () => '2026-11-21T00:00:00.000Z'
const read = () => readFileSync(join(folder, 'core.log'), 'utf8')

describe('the log', () => {
  it('writes one JSON line for each event', () => {
    const log = openLog({ folder, name: 'core', now })
    log.write('core.ready', { restarts: 2, demo: true })
    log.write('core.ended')
    expect(
      read()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { at: now(), event: 'core.ready', restarts: 2, demo: true },
      { at: now(), event: 'core.ended' },
    ])
  })

  it.each([
    ['a NIK', '3275021508909901'],
    ['a NIK as a number', 3_275_021_508_909_901],
    ['a name', 'Siti Aminah'],
    ['a birth date as digits', '19900815'],
    ['a line break', 'a\nb'],
    ['a text of a JSON body', '{"nik":"1"}'],
  ])('withholds %s', (_name, value) => {
    openLog({ folder, name: 'core', now }).write('mistake', { value, list: [String(value)] })
    expect(JSON.parse(read())).toEqual({ at: now(), event: 'mistake', value: 'withheld', list: ['withheld'] })
  })

  it('stays within its number and size of files', () => {
    const log = openLog({ folder, name: 'core', now, maxBytes: 500, keep: 2 })
    for (let count = 0; count < 100; count++) log.write('event', { count })
    expect(readdirSync(folder).toSorted()).toEqual(['core.log', 'core.log.1', 'core.log.2'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(500)
    expect(read()).toContain('"count":99')
  })

  it('goes on with a file that is there already', () => {
    openLog({ folder, name: 'core', now }).write('first')
    openLog({ folder, name: 'core', now }).write('second')
    expect(read()).toMatch(/first[^]*second/)
  })

  it.skipIf(process.platform === 'win32')('can be read by nobody else', () => {
    openLog({ folder, name: 'core', now }).write('first')
    expect(statSync(join(folder, 'core.log')).mode & 0o077).toBe(0)
  })

  it('never throws, even when it cannot be written', () => {
    const file = join(folder, 'no-folder')
    writeFileSync(file, '')
    expect(() => openLog({ folder: file, name: 'core', now }).write('lost')).not.toThrow()
  })
})

describe('what the log takes of an error', () => {
  it('is its place and its kind, not its message', () => {
    const error = new TypeError('Siti 3275021508909901\n    at a line that the message forged (3275021508909901)')
    expect(nameOf(error)).toBe('TypeError')
    expect(framesOf(error).join()).not.toContain('3275021508909901')
    expect(framesOf(error)).toContainEqual(expect.stringMatching(/^log\.test\.ts:\d+:\d+$/))
  })

  it('is the system code where there is one', () => {
    expect(nameOf(Object.assign(new Error('disk'), { code: 'ENOSPC' }))).toBe('ENOSPC')
    expect(nameOf('thrown text')).toBe('string')
  })
})
