import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Reason } from '../domain/admission.ts'
import { IsoDate, IsoInstant } from '../domain/dates.ts'
import { Desk, Hospital } from '../domain/hospital.ts'
import { GrantedRight, OperatorName, Role } from '../domain/operator.ts'
import { SessionPolicy } from '../domain/policy.ts'
import { ProgrammeDefinition } from '../domain/programme.ts'
import { RosterState } from '../domain/roster-state.ts'
import { MAX_SECRET_LETTERS } from '../domain/secret-strength.ts'
import { AgreedCall } from './agreed-call.ts'
import { BackupHealth } from './backup.ts'
import { call } from './procedure.ts'
import { Busy, DiskFull } from './unwritten.ts'

/** Somebody who may sign in here. */
export const SignInName = z.strictObject({
  name: OperatorName,
  role: Role,
  /** Above 0 while too many wrong tries keep this operator out. */
  lockedOutForMs: z.int().nonnegative(),
})
export type SignInName = z.infer<typeof SignInName>

/** Who has signed in on this connection. */
export const SignedIn = z.strictObject({ name: OperatorName, role: Role, rights: z.array(GrantedRight) })
export type SignedIn = z.infer<typeof SignedIn>

export const SessionInfo = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  /** The data folder was started as a demo; everything shown says so. */
  demo: z.boolean(),
  /** The PIN of every operator of a demo; null at a real desk. */
  demoSecret: z.string().nullable(),
  /** Null until the desk is set up. */
  hospital: Hospital.nullable(),
  desk: Desk,
  programmes: z.array(ProgrammeDefinition),
  roster: RosterState,
  backup: BackupHealth,
  /** Null: nobody, or locked. */
  operator: SignedIn.nullable(),
  /** Whose locked session this is: only they can go on with it. */
  lockedBy: OperatorName.nullable(),
  policy: SessionPolicy,
  /** The core's clock; the page counts on from here. */
  now: IsoInstant,
  today: IsoDate,
  /** Set when the clock stands behind the latest time in the journal by more than five minutes. */
  clockBehindSince: IsoInstant.nullable(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** Something that screens may have to show anew. Nothing of a patient is in it: it also reaches a locked screen. */
export const DeskEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('roster'), roster: RosterState }),
  z.strictObject({ kind: z.literal('admissions') }),
  /** Feeds: their settings, a pull's progress or outcome. */
  z.strictObject({ kind: z.literal('feeds') }),
  /** Desk, hospital, operators, rights, policies, backup; also when this connection was locked or signed out. */
  z.strictObject({ kind: z.literal('session') }),
])
export type DeskEvent = z.infer<typeof DeskEvent>

/** What the operator before left for the next one; shown until read. */
export const HandOver = z.strictObject({ seq: z.int(), at: IsoInstant, by: z.string(), note: z.string() })
export type HandOver = z.infer<typeof HandOver>

/** As typed. It is compared in the core alone, never stored, logged or sent back. */
export const Secret = z.string().min(1).max(MAX_SECRET_LETTERS)

export const SecretRefused = z.discriminatedUnion('kind', [
  /** Also for a name that nobody has. `triesLeft` 0: locked out from now on. */
  z.strictObject({ kind: z.literal('wrong'), triesLeft: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('locked-out'), waitMs: z.int().positive() }),
  z.strictObject({ kind: z.literal('disabled') }),
])
export type SecretRefused = z.infer<typeof SecretRefused>

export const SignInResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed-in'),
    operator: SignedIn,
    /** Kept by the page in memory alone: brings the session back after the connection or the core broke off. */
    token: z.string().min(32).max(64),
    /** For whoever may enter. */
    handOver: HandOver.nullable(),
  }),
  ...SecretRefused.options,
  Busy,
])
export type SignInResult = z.infer<typeof SignInResult>

export const SecretChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed') }),
  z.strictObject({ kind: z.literal('too-short') }),
  z.strictObject({ kind: z.literal('too-simple') }),
  ...SecretRefused.options,
  DiskFull,
  Busy,
])
export type SecretChange = z.infer<typeof SecretChange>

export const ApprovalResult = z.discriminatedUnion('kind', [
  /** Good once, for the call that was asked about, for five minutes. */
  z.strictObject({ kind: z.literal('approved'), approvalId: z.uuid() }),
  /** This operator may not approve. */
  z.strictObject({ kind: z.literal('not-allowed') }),
  ...SecretRefused.options,
  Busy,
])
export type ApprovalResult = z.infer<typeof ApprovalResult>

export const sessionContract = {
  info: call('open').output(SessionInfo),
  /** Never ends by itself; resumes by id after a broken connection. */
  events: call('open').output(eventIterator(DeskEvent)),
  /** Who may sign in: active operators, the last one here first. */
  operators: call('open').output(z.array(SignInName)),
  /** Replaces whoever was signed in on this connection. Also unlocks. */
  signIn: call('open')
    .input(z.strictObject({ name: z.string().min(1).max(60), secret: Secret }))
    .output(SignInResult),
  /** After the connection broke off. `ended`: signed out, idle for too long, or disabled since. */
  resume: call('open')
    .input(z.strictObject({ token: z.string().min(1).max(64) }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('resumed'), operator: SignedIn }),
        z.strictObject({ kind: z.literal('ended') }),
      ]),
    ),
  /** Somebody is at the keyboard: keeps the session from being locked. The page sends it at most every 20 seconds. */
  touch: call('signed-in').output(z.strictObject({ kind: z.literal('touched') })),
  /** Hides everything until the same operator, or another, signs in. Harmless when nobody is signed in. */
  lock: call('open').output(z.strictObject({ kind: z.literal('locked') })),
  signOut: call('open').output(z.strictObject({ kind: z.literal('signed-out') })),
  changeSecret: call('signed-in')
    .input(z.strictObject({ current: Secret, next: Secret }))
    .output(SecretChange),
  /** Somebody with the right to approve says yes at this desk, by PIN, to one call as it will be made. */
  approve: call('signed-in')
    .input(
      z.strictObject({
        name: z.string().min(1).max(60),
        secret: Secret,
        asked: AgreedCall,
        reason: Reason,
      }),
    )
    .output(ApprovalResult),
  /** Who could approve: for the list in the dialog. */
  approvers: call('signed-in').output(z.array(SignInName)),
  /** A note for the next operator. */
  handOver: call('enter')
    .input(z.strictObject({ note: z.string().trim().min(1).max(1000) }))
    .output(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('noted') }), DiskFull, Busy])),
  /** The note was read by this operator: it is not shown to them again. */
  handOverRead: call('signed-in')
    .input(z.strictObject({ seq: z.int() }))
    .output(z.strictObject({ kind: z.literal('noted') })),
}
