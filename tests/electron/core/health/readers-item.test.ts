import { describe, expect, it } from 'vitest'
import { readersItem } from '../../../../electron/core/health/readers-item.ts'
import type { ReadersHistory } from '../../../../electron/core/readers/readers.ts'
import { ReaderId, type Reader, type ReaderState } from '../../../../shared/domain/reader.ts'
import { reader, readersDesk, settingsOf } from '../readers/readers-desk.ts'

const history = (over: Partial<ReadersHistory> = {}): ReadersHistory => ({
  process: 'running',
  driver: 'hidraw',
  readers: [],
  recentEnds: 0,
  ...over,
})
const idOf = (serial: string) => ReaderId.parse(`0c2e:0b01:${serial}:i0:8c/2`)
const inState = (...states: ReaderState[]): Reader[] => states.map((state, n) => reader({ id: idOf(`SN${n}`), state }))

describe('the doctor on card readers', () => {
  it.each([
    ['a command', history({ process: null }), 'notice', 'not-known'],
    ['no process', history({ process: 'absent' }), 'trouble', 'not-running'],
    ['a process that ends again and again', history({ recentEnds: 3 }), 'trouble', 'restarting-often'],
    ['a process that ended once', history({ recentEnds: 1, readers: inState('reading') }), 'well', 'reading'],
    ['nothing told yet', history({ driver: null }), 'notice', 'starting'],
    ['no library', history({ driver: 'none' }), 'trouble', 'driver-missing'],
    ['none at all', history(), 'notice', 'none'],
    ['only what nobody chose', history({ readers: inState('not-chosen') }), 'notice', 'not-chosen'],
    ['only what was switched off', history({ readers: inState('off') }), 'notice', 'none'],
    ['one that may not be read', history({ readers: inState('reading', 'no-permission') }), 'trouble', 'no-permission'],
    ['one that another has', history({ readers: inState('reading', 'busy') }), 'trouble', 'cannot-be-opened'],
    ['one that fails', history({ readers: inState('failed') }), 'trouble', 'cannot-be-opened'],
    ['one that sends without end', history({ readers: inState('reading', 'flooding') }), 'trouble', 'flooding'],
    ['too many', history({ readers: inState('reading', 'too-many') }), 'trouble', 'too-many'],
    ['the only one gone', history({ readers: inState('absent') }), 'trouble', 'absent'],
    ['one gone beside one that reads', history({ readers: inState('absent', 'reading') }), 'notice', 'absent'],
    ['two that read', history({ readers: inState('reading', 'opening') }), 'well', 'reading'],
  ] as const)('finds %s', (_what, given, level, code) => {
    expect(readersItem(given)).toMatchObject({ topic: 'readers', level, code })
  })

  it('finds two that nothing tells apart, and misses none that was switched off', () => {
    const twins = [
      reader(),
      reader({ id: ReaderId.parse(`${idOf('SN0001')}#2`), settings: settingsOf(idOf('SN0001')) }),
    ]
    expect(readersItem(history({ readers: twins }))).toMatchObject({ code: 'alike', facts: { count: 2 } })
    const off = reader({ state: 'absent', settings: settingsOf(idOf('SN0001'), { role: 'off' }) })
    expect(readersItem(history({ readers: [off] }))).toMatchObject({ code: 'none' })
  })

  it('counts the ends of the last ten minutes alone', () => {
    const desk = readersDesk()
    const ends = (times: number) => {
      for (let time = 0; time < times; time += 1) {
        desk.shell.process('running')
        desk.shell.process('restarting')
      }
      return desk.core.readers.history().recentEnds
    }
    expect(ends(2)).toBe(2)
    desk.uptime.ms += 10 * 60_000
    expect(ends(1)).toBe(1)
    desk.close()
  })
})
