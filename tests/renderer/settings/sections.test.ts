import { describe, expect, it } from 'vitest'
import { needsAttention, SECTION_GROUPS, SECTION_ICONS } from '../../../renderer/settings/sections.ts'
import type { BackupHealth } from '../../../shared/contract/backup.ts'
import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import type { SessionInfo } from '../../../shared/contract/session.ts'
import type { ReaderState } from '../../../shared/domain/reader.ts'
import type { RosterState } from '../../../shared/domain/roster-state.ts'

const good: BackupHealth = { lastGoodAt: null, state: 'good', offSiteAt: null, offSiteDue: false }
const current = (...sources: object[]) => ({ kind: 'current', sources }) as unknown as RosterState
const serving = { kind: 'serving', fellBack: false }
const session = (backup: BackupHealth, roster: RosterState = current(serving)) =>
  ({ backup, roster, hospital: {} }) as SessionInfo

describe('the list of sections', () => {
  it('has every section once', () => {
    const listed = SECTION_GROUPS.flatMap(({ sections }) => sections)
    expect(listed.toSorted()).toEqual(Object.keys(SECTION_ICONS).toSorted())
  })

  it('points at backups that are not made, and at a copy that is due', () => {
    expect(needsAttention('backup', session(good), null)).toBe(false)
    expect(needsAttention('backup', session({ ...good, state: 'running' }), null)).toBe(false)
    for (const state of ['due', 'failed', 'folder-missing', 'unset'] as const)
      expect(needsAttention('backup', session({ ...good, state }), null)).toBe(true)
    expect(needsAttention('backup', session({ ...good, offSiteDue: true }), null)).toBe(true)
  })

  it('points at member data that is missing, damaged or an earlier version', () => {
    expect(needsAttention('roster', session(good), null)).toBe(false)
    expect(needsAttention('roster', session(good, { kind: 'none' }), null)).toBe(true)
    expect(needsAttention('roster', session(good, current({ ...serving, fellBack: true })), null)).toBe(true)
    expect(needsAttention('roster', session(good, current(serving, { kind: 'damaged' })), null)).toBe(true)
  })

  it('points at a reader that should read and does not', () => {
    const readers = (state: ReaderState) =>
      ({ readers: [{ state, settings: { role: 'desk' } }] }) as unknown as ReadersInfo
    expect(needsAttention('readers', session(good), null)).toBe(false)
    expect(needsAttention('readers', session(good), readers('reading'))).toBe(false)
    expect(needsAttention('readers', session(good), readers('no-permission'))).toBe(true)
    expect(needsAttention('readers', session(good), readers('absent'))).toBe(true)
  })
})
