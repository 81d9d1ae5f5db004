import { readSync, writeSync } from 'node:fs'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import { openCore } from '../../electron/core/open-core.ts'
import { turnedClock } from '../support/journal.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'

// A desk that admits two members for one day after the other, each twice a day, and says so only once each is written.
// Arguments: data folder, number of the first admission, number of the last, and the window's digit: two windows ask with requests of their own.
const [dataFolder = '', first = '0', last = '0', window = '0'] = process.argv.slice(2)
const FIRST_DAY = '2026-01-01' as IsoDate
const AHMAD = '3275021508909901' as Nik
const MEMBERS = [AHMAD, '3275025403929912' as Nik]
const CARES = ['igd', 'persalinan'] as const
const A_DAY = MEMBERS.length * CARES.length

const core = openCore({
  dataFolder,
  version: '0.0.0-test',
  demo: false,
  workers: SOURCE_WORKERS,
  deliver: () => Promise.resolve({ kind: 'printer' }),
  clock: turnedClock(),
})
const ready = core.desk.check({ text: AHMAD, source: 'wedge', question: {} }, 'Sari')
say({ kind: 'ready', answer: ready.kind })
// Windows that race start together: each waits for a byte.
if (window !== '0') readSync(0, Buffer.alloc(1))

// The second window goes in strides, so that neither merely follows the other.
const count = Number(last) - Number(first) + 1
const stride = window === '2' ? 37 : 1
for (let turn = 0; turn < count; turn++) {
  // A clerk breathes between two patients; without that, whoever holds the file first may keep it to the end.
  if (window !== '0') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
  const n = Number(first) + ((turn * stride) % count)
  const nik = MEMBERS[n % MEMBERS.length] ?? AHMAD
  const result = core.desk.admit(
    {
      // The same request again after a crash, as a screen sends it that got no answer.
      requestId: `0000000${window}-0000-4000-8000-${String(n).padStart(12, '0')}`,
      patient: { kind: 'member', nik, choice: null },
      text: nik,
      source: 'wedge',
      question: {
        serviceDate: addDays(FIRST_DAY, Math.floor(n / A_DAY)),
        care: CARES[Math.floor(n / MEMBERS.length) % CARES.length] ?? 'igd',
        wardClass: null,
        referral: null,
        otherPayer: false,
        accident: 'none',
      },
      shown: null,
      details: { medicalRecordNumber: '', referralFrom: '', referralNumber: '', documents: [], note: '' },
      identityConfirmed: false,
      basis: 'guaranteed',
      approvalId: null,
    },
    'Sari',
  )
  if (result.kind === 'already') {
    say({ kind: 'already', n, id: result.admission.id })
    continue
  }
  if (result.kind !== 'admitted') {
    say({ kind: 'refused', n, why: result.kind })
    process.exit(3)
  }
  say({ kind: 'admitted', n, id: result.admission.id, number: result.admission.letterNumber, at: monotonic() })
}
core.close()

function monotonic(): string {
  return String(process.hrtime.bigint())
}

function say(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`)
}
