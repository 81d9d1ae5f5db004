import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../electron/core/clock.ts'
import { openDataFolder, type DataFolder } from '../../electron/core/data-folder.ts'
import { openJournal } from '../../electron/core/journal/open-journal.ts'
import type { Journal, JournalWriter } from '../../electron/core/journal/journal.ts'
import { freshSecrets } from '../../electron/core/keys/fresh-secrets.ts'
import type { Secrets } from '../../electron/core/keys/keystore.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import type { Hospital } from '../../shared/domain/hospital.ts'
import type { AdmissionId, Nik, ProgrammeCode, RegencyCode } from '../../shared/domain/identifiers.ts'
import type { JournalEvent, OpenedAdmission } from '../../shared/domain/journal-entry.ts'

/** A clock that a test turns. */
export type TurnedClock = Clock & { set(at: string): void; advance(ms: number): void }

export function turnedClock(start = '2026-11-21T01:00:00.000Z'): TurnedClock {
  let ms = Date.parse(start)
  return {
    now: () => new Date(ms).toISOString() as IsoInstant,
    set(at) {
      ms = Date.parse(at)
    },
    advance(by) {
      ms += by
    },
  }
}

export function newSecrets(): Secrets {
  return freshSecrets()
}

/** A data folder of its own, with everything to open and reopen its journal. */
export type JournalPlace = {
  folder: DataFolder
  secrets: Secrets
  clock: TurnedClock
  open(): Journal
  remove(): void
}

export function journalPlace(demo = false): JournalPlace {
  const root = mkdtempSync(join(tmpdir(), 'loket-journal-'))
  const folder = openDataFolder(root)
  const secrets = newSecrets()
  const clock = turnedClock()
  return {
    folder,
    secrets,
    clock,
    open: () => openJournal({ folder, secrets, clock, log: silentLog, programVersion: '0.0.0-test', demo }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

export const testHospital: Hospital = {
  code: '3275999',
  name: 'RSUD Contoh',
  owner: 'government',
  regencyCode: '3275' as RegencyCode,
  isRsud: true,
  contracts: [
    { programme: 'kbs-bekasi' as ProgrammeCode, from: '2026-01-01' as IsoDate, until: '2026-12-31' as IsoDate },
    { programme: 'bogor-sehat' as ProgrammeCode, from: '2026-01-01' as IsoDate, until: '2026-12-31' as IsoDate },
  ],
  wardClasses: ['1', '2', '3'],
  letterHead: { authority: 'Pemerintah Kota Bekasi', address: 'Jalan Contoh 1', phone: '021 000000', city: 'Bekasi' },
  timeZone: 'Asia/Jakarta',
}

/** Synthetic: serial 99xx. */
export function testNik(serial: number): Nik {
  return `327502${String(1 + (serial % 28)).padStart(2, '0')}0890${String(9900 + (serial % 100))}` as Nik
}

/** An admission as `admit` would open it, with the next number of desk A1 in the transaction's year. */
export function openingEvent(
  tx: JournalWriter,
  overrides: Partial<OpenedAdmission> = {},
): Extract<JournalEvent, { type: 'admission-opened' }> {
  const year = Number(tx.at.slice(0, 4))
  const sequence = tx.nextLetterSequence('A1', year)
  const admission: OpenedAdmission = {
    id: uuidv7() as AdmissionId,
    state: 'guaranteed',
    letterNumber: `${String(sequence).padStart(6, '0')}/KBS/3275999/A1/XI/${year}`,
    programme: 'kbs-bekasi' as ProgrammeCode,
    programmeShownAs: 'Kartu Bekasi Sehat (LKM-NIK)',
    person: {
      nik: testNik(sequence),
      kkNumber: null,
      name: `Contoh ${sequence}`,
      sex: 'L',
      birthDate: '1990-08-01' as IsoDate,
      districtCode: null,
      villageCode: null,
      rw: null,
      rt: null,
      motherNik: null,
      birthOrder: null,
    },
    care: 'rawat-jalan',
    serviceDate: '2026-11-21' as IsoDate,
    wardClass: null,
    referral: null,
    accident: 'none',
    otherPayer: false,
    details: { medicalRecordNumber: '', referralFrom: '', referralNumber: '', documents: [], note: '' },
    evidence: {
      decidedAt: tx.at,
      rosterVersion: null,
      rosterAsOf: null,
      programmeVersion: null,
      verdict: 'eligible',
      reasons: [],
      conflict: null,
      chosen: null,
      warnings: [],
      rulesPassed: 0,
      rulesFailed: 0,
      rulesNotApplicable: 0,
      rulesUnknown: 0,
      foundBy: 'nik',
      reader: 'wedge',
      identityConfirmed: true,
    },
    deskCode: 'A1',
    dueAt: null,
    ...overrides,
  }
  return {
    type: 'admission-opened',
    body: { requestId: uuidv4(), letter: { deskCode: 'A1', year, sequence }, admission },
  }
}
