import { describe, expect, it } from 'vitest'
import { createFormat } from '../../../renderer/messages/format.ts'
import { id } from '../../../renderer/messages/id.ts'
import { isRosterFresh, rosterText } from '../../../renderer/ui/roster-status.ts'
import { IsoDate } from '../../../shared/domain/dates.ts'
import { RosterState } from '../../../shared/domain/roster-state.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'

const facts = { version: '1', importedAt: '2026-11-21T03:42:00.000Z', people: 1, rows: 1, fellBack: false }
const serving = (programme: string, ageDays: number, change: object = {}) => ({
  kind: 'serving',
  source: programme,
  programmes: [programme],
  asOf: `2026-11-${21 - ageDays}`,
  ageDays,
  ...facts,
  ...change,
})
const stateOf = (...sources: object[]) =>
  RosterState.parse({ kind: 'current', sources, asOf: '2026-11-21', ageDays: 0, ...facts })
const shown = (roster: RosterState) => {
  const session = { roster, programmes: [...programmes], today: IsoDate.parse('2026-11-21') }
  return [isRosterFresh(session), rosterText(session, 'Asia/Jakarta', id, createFormat('id', 'Asia/Jakarta'))]
}

describe('member data on the status strip', () => {
  it('of one source needs no name', () => {
    expect(shown(stateOf(serving('kbs-bekasi', 0)))).toEqual([true, 'hari ini 10.42'])
    expect(shown(stateOf(serving('kbs-bekasi', 2)))).toEqual([true, '19 Nov 2026, 2 hari lalu'])
    expect(shown(stateOf(serving('kbs-bekasi', 3)))).toEqual([false, '18 Nov 2026, 3 hari lalu'])
  })

  it('of several names the oldest, and no source while all are of today', () => {
    expect(shown(stateOf(serving('kbs-bekasi', 0), serving('bogor-sehat', 4)))).toEqual([
      false,
      'Bogor Sehat: 17 Nov 2026, 4 hari lalu',
    ])
    expect(shown(stateOf(serving('kbs-bekasi', 0), serving('bogor-sehat', 0)))).toEqual([true, 'hari ini 10.42'])
  })

  it('names a source that does not serve before one that is old', () => {
    const none = { kind: 'none', source: 'kab-bogor', programmes: ['bogor-sehat'] }
    expect(shown(stateOf(serving('kbs-bekasi', 5), none))).toEqual([false, 'Bogor Sehat: belum ada'])
    const damaged = { ...none, kind: 'damaged', version: '1' }
    expect(shown(stateOf(serving('kbs-bekasi', 0), damaged))).toEqual([false, 'Bogor Sehat: berkas rusak'])
    expect(shown(stateOf(serving('kbs-bekasi', 0), serving('bogor-sehat', 0, { fellBack: true })))).toEqual([
      false,
      'Bogor Sehat: 21 Nov 2026, versi cadangan',
    ])
  })

  it('says nothing of a source that has yet to take its programmes over', () => {
    const awaited = { kind: 'none', source: 'kab-bogor', programmes: [] }
    expect(shown(stateOf(serving('kbs-bekasi', 0), awaited))).toEqual([true, 'hari ini 10.42'])
  })

  it('says that nothing serves', () => {
    expect(shown({ kind: 'none' })).toEqual([false, 'belum ada'])
    expect(shown({ kind: 'damaged', version: '1' })).toEqual([false, 'berkas rusak'])
  })
})
