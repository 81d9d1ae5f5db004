import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreEvents } from '../../../electron/core/backup/restore-events.ts'
import { demoHospital } from '../../../electron/core/demo/demo-hospital.ts'
import { demoRows } from '../../../electron/core/demo/generate-roster.ts'
import { writeDemoRoster } from '../../../electron/core/demo/write-roster-csv.ts'
import { setDesk, setHospital } from '../../../electron/core/journal/change-settings.ts'
import { verifyJournal } from '../../../electron/core/journal/verify-journal.ts'
import { backupIdentity } from '../../../electron/core/keys/backup-identity.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { openCore, type Core } from '../../../electron/core/open-core.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { createDeskEvents } from '../../../electron/core/server/desk-events.ts'
import { silentLog } from '../../../electron/core/server/log.ts'
import { createServer } from '../../../electron/core/server/serve-connection.ts'
import { SOURCE_WORKERS } from '../../../electron/core/source-workers.ts'
import type { contract } from '../../../shared/contract/contract.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { Role } from '../../../shared/domain/operator.ts'
import { admitInput, TODAY } from '../../support/desk-core.ts'
import { turnedClock, type TurnedClock } from '../../support/journal.ts'
import { PairedSocket } from '../../support/paired-socket.ts'
import { numbersInFolder } from '../../support/plain-numbers.ts'

// Two clerks, two shifts, every third day's trouble: what they did is counted here by hand and compared with what the program kept.
const PATIENTS = 120
const ROSTER = { people: 1_500, seed: 17 }
const PIN = '739154'
const STAFF: readonly (readonly [name: string, role: Role])[] = [
  ['Budi Contoh', 'administrator'],
  ['Rina Contoh', 'clerk'],
  ['Tono Contoh', 'clerk'],
  ['Sari Contoh', 'supervisor'],
  ['Dewi Contoh', 'finance'],
  ['Agus Contoh', 'auditor'],
]

type Client = ContractRouterClient<typeof contract>

const root = mkdtempSync(join(tmpdir(), 'loket-day-'))
let uptimeMs = 3_600_000
const clock: TurnedClock = turnedClock('2026-11-21T00:30:00.000Z')
let core: Core
let connect: () => Client

const did = {
  admitted: 0,
  overridden: 0,
  provisional: 0,
  voided: 0,
  amended: 0,
  lookUps: 0,
  prints: 0,
  signIns: 0,
  approved: 0,
  mistyped: 0,
}
const admissions = new Map<string, Admission>()

beforeAll(async () => {
  core = openCore({
    dataFolder: join(root, 'data'),
    version: '0.0.0-test',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock,
    uptime: { uptimeMs: () => uptimeMs },
  })
  setHospital(core.journal, demoHospital(TODAY), 'test')
  setDesk(core.journal, { code: 'A1' }, 'test')
  for (const [name, role] of STAFF) {
    const added = await core.accounts.add({ name, role, secret: PIN }, 'test')
    if (added.kind !== 'changed') throw new Error(added.kind)
  }
  const server = createServer({
    router: createRouter({
      core,
      events: createDeskEvents(),
      shell: { order: { shell: 'browser', version: '0.0.0-test' }, restart: () => undefined } as never,
    }),
    edge: core.edge,
    log: silentLog,
  })
  connect = () => {
    const socket = new PairedSocket()
    server.serve(socket.connection, { caller: core.sessions.newCaller() })
    return createORPCClient(new RPCLink({ websocket: socket as unknown as WebSocket }))
  }
}, 180_000)

afterAll(() => {
  core.close()
  rmSync(root, { recursive: true, force: true })
})

async function signedIn(name: string, client: Client = connect()): Promise<Client> {
  expect(await client.session.signIn({ name, secret: PIN })).toMatchObject({ kind: 'signed-in' })
  did.signIns += 1
  return client
}

/** One patient at one window, whatever the rules say of them; what happened is counted. */
async function serve(window: Client, nik: Admission['person']['nik'] & string, turn: number): Promise<void> {
  clock.advance(90_000)
  uptimeMs += 1_000
  const shown = await window.desk.check({ text: nik, source: 'wedge', question: { care: 'igd' } })
  did.lookUps += 1
  if (shown.kind !== 'people') throw new Error(shown.kind)
  const [candidate] = shown.candidates
  if (candidate?.existing) return
  const requestId = randomUUID()
  const input = admitInput(nik, { requestId, shown: candidate?.terms ?? null })
  const verdict = candidate?.verdict.kind
  if (verdict === 'eligible') {
    const results = await Promise.all([window.desk.admit(input), window.desk.admit(input)])
    for (const result of results) if (result.kind === 'admitted') admissions.set(result.admission.id, result.admission)
    did.admitted += 1
  } else if (turn % 3 === 0) {
    await override(window, { ...input, basis: 'override' })
  } else if (turn % 3 === 1) {
    const result = await window.desk.admit({ ...input, basis: 'provisional' })
    if (result.kind !== 'admitted') throw new Error(result.kind)
    admissions.set(result.admission.id, result.admission)
    did.provisional += 1
  }
}

/** A supervisor comes to the window, mistypes once, and agrees. */
async function override(window: Client, input: Parameters<Client['desk']['admit']>[0]): Promise<void> {
  expect(await window.desk.admit(input)).toMatchObject({ kind: expect.stringMatching(/approval-needed|override-not/) })
  const asked = { name: 'Sari Contoh', asked: { call: 'desk.admit', input } } as const
  const reason = 'Disetujui direktur, surat menyusul'
  expect(await window.session.approve({ ...asked, secret: '000001', reason })).toMatchObject({ kind: 'wrong' })
  did.mistyped += 1
  const approval = await window.session.approve({ ...asked, secret: PIN, reason })
  if (approval.kind !== 'approved') throw new Error(approval.kind)
  did.approved += 1
  const result = await window.desk.admit({ ...input, approvalId: approval.approvalId })
  if (result.kind === 'override-not-offered') return
  if (result.kind !== 'admitted') throw new Error(result.kind)
  admissions.set(result.admission.id, result.admission)
  did.overridden += 1
}

async function correct(window: Client, admission: Admission, turn: number): Promise<void> {
  const isVoid = turn % 2 === 0
  const reason = 'Salah pilih pasien'
  const about = { admissionId: admission.id, reason, approvalId: null }
  const amending = { ...about, amendment: { details: { medicalRecordNumber: '00-12-34' } } }
  const asked = isVoid
    ? ({ call: 'desk.void', input: about } as const)
    : ({ call: 'desk.amend', input: amending } as const)
  const approval = await window.session.approve({ name: 'Sari Contoh', secret: PIN, asked, reason })
  if (approval.kind !== 'approved') throw new Error(approval.kind)
  did.approved += 1
  const { approvalId } = approval
  // Another wording than the supervisor saw is another correction.
  const other = isVoid
    ? await window.desk.void({ ...about, reason: 'Alasan lain', approvalId })
    : await window.desk.amend({ ...amending, amendment: { details: { note: 'lain' } }, approvalId })
  expect(other).toEqual({ kind: 'approval-needed', purpose: isVoid ? 'void' : 'amend' })
  const result = isVoid
    ? await window.desk.void({ ...about, approvalId })
    : await window.desk.amend({ ...amending, approvalId })
  expect(result.kind).toBe('changed')
  did[isVoid ? 'voided' : 'amended'] += 1
}

describe('a day of work', { timeout: 240_000 }, () => {
  it('leaves a journal, an audit trail and a backup that agree with what was done', async () => {
    const roster = join(root, 'roster.csv')
    writeDemoRoster(roster, ROSTER)
    const budi = await signedIn('Budi Contoh')
    for await (const event of await budi.roster.import({ path: roster, asOf: TODAY })) {
      expect(event.kind).not.toBe('refused')
    }
    const folder = mkdtempSync(join(root, 'backups-'))
    const policy = { folder, everyHours: 12, keep: 3, offSiteDays: 7 }
    expect(await budi.backup.setPolicy(policy)).toEqual({ kind: 'changed' })

    // The morning: two windows at once, with the people who stand first in the roster.
    const niks = [...new Set([...demoRows(ROSTER)].map(({ nik }) => nik))].slice(0, PATIENTS)
    const [first, second] = [await signedIn('Rina Contoh'), await signedIn('Tono Contoh')]
    for (const [turn, nik] of niks.entries()) {
      const window = turn % 2 === 0 ? first : second
      if (turn === PATIENTS / 2) {
        // Change of shift at the first window, and a backup while the second works on.
        await first.session.handOver({ note: 'Dua jaminan sementara menunggu kartu keluarga.' })
        await signedIn('Tono Contoh', first)
        const [made] = await Promise.all([budi.backup.create(), serve(second, nik, turn)])
        if (made.kind !== 'made') throw new Error(made.why)
      } else await serve(window, nik, turn)
    }
    for (const [turn, admission] of [...admissions.values()].slice(0, 12).entries())
      await correct(second, admission, turn)
    for (const admission of [...admissions.values()].slice(15, 35)) {
      expect(await second.letters.print({ admissionId: admission.id })).toMatchObject({ kind: 'made' })
      did.prints += 1
    }

    const waiting = [...admissions.values()].slice(35).find(({ state }) => state === 'provisional')
    if (waiting === undefined) throw new Error('nobody waits for papers')
    expect(await second.desk.turnToUmum({ admissionId: waiting.id, reason: 'Memilih membayar' })).toMatchObject({
      kind: 'changed',
    })
    const nobody = { name: 'Tidak Ada Orangnya', birthDate: TODAY, question: { care: 'igd' } } as const
    expect(await second.desk.search(nobody)).toMatchObject({ kind: expect.any(String) })
    await first.session.lock()
    await second.session.signOut()

    // The evening: finance takes the file, the auditor asks who dealt with one patient.
    const dewi = await signedIn('Dewi Contoh')
    const file = await dewi.admissions.export({ from: TODAY, to: TODAY, format: 'json' })
    const exported = JSON.parse(Buffer.from(file.contentBase64, 'base64').toString()) as { admissions: Admission[] }
    const agus = await signedIn('Agus Contoh')
    const subject = await agus.audit.subjectOf({ key: niks[0] ?? '', reason: 'Pengaduan keluarga pasien' })
    if (subject.kind !== 'subject') throw new Error(subject.kind)
    expect(subject.lines).toBeGreaterThan(0)
    const resolved = await agus.audit.resolve({ subject: subject.subject, reason: 'Pengaduan keluarga pasien' })
    expect(resolved).toMatchObject({ kind: 'person', key: niks[0] })
    const verified = await agus.audit.verify()
    expect(verified.fault).toBeNull()

    // By hand against the program.
    const opened = did.admitted + did.overridden + did.provisional
    expect(opened).toBeGreaterThan(PATIENTS / 2)
    expect(did.overridden).toBeGreaterThan(3)
    expect(did.provisional).toBeGreaterThan(3)
    expect(exported.admissions).toHaveLength(opened)
    const count = (wanted: (admission: Admission) => boolean) => exported.admissions.filter(wanted).length
    expect(count(({ state }) => state === 'voided')).toBe(did.voided)
    expect(count(({ amendments }) => amendments > 0)).toBe(did.amended)
    expect(count(({ approval }) => approval?.purpose === 'override')).toBe(did.overridden)
    expect(count(({ prints }) => prints > 0)).toBe(did.prints)
    const numbers = exported.admissions.map(({ letterNumber }) => Number(letterNumber.slice(0, 6)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))

    const trail = await agus.audit.export({
      filter: { from: null, to: null, actor: null, action: null, subject: null },
      format: 'json',
    })
    const { rows: lines } = JSON.parse(Buffer.from(trail.contentBase64, 'base64').toString()) as {
      rows: { action: string }[]
    }
    const lineCount = (action: string) => lines.filter((line) => line.action === action).length
    expect(lineCount('look-up')).toBe(did.lookUps)
    expect(lineCount('signed-in')).toBe(did.signIns)
    expect(lineCount('approval-given')).toBe(did.approved)
    expect(lineCount('approval-refused')).toBe(did.mistyped)
    for (const once of ['handed-over', 'turned-umum', 'search', 'screen-locked', 'export'])
      expect([once, lineCount(once)]).toEqual([once, 1])
    // Of the window that went to the next shift without a word, and of the one that signed out.
    expect(lineCount('signed-out')).toBe(2)
    expect(lineCount('backup-made')).toBe(1)
    expect(lineCount('person-resolved')).toBe(1)
    for (const nik of niks) expect(JSON.stringify(lines)).not.toContain(nik)

    // The last backup of the day becomes a desk elsewhere that holds the same.
    const last = await budi.backup.create()
    if (last.kind !== 'made') throw new Error(last.why)
    const secrets = keyFile(core.folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    const into = join(root, 'elsewhere')
    const events = restoreEvents(
      { path: join(folder, last.fileName), recoveryKey: backupIdentity(secrets), into },
      { workerUrl: SOURCE_WORKERS.backup, programVersion: '0.0.0-test' },
    )
    let outcome: unknown
    for await (const event of events) outcome = event
    expect(outcome).toMatchObject({ kind: 'restored', totals: { admissions: opened, voided: did.voided } })

    expect(verifyJournal(core.folder, secrets).fault).toBeNull()
    const plain = [...numbersInFolder(join(root, 'data'), new Set(niks)).keys()]
    expect([...plain, ...numbersInFolder(folder, new Set(niks)).keys()], 'files with a plain NIK').toEqual([])
  })
})
