import { z } from 'zod'
import { GrantedRight, Operator, OperatorName, Role } from '../domain/operator.ts'
import { RetentionPolicy, SessionPolicy } from '../domain/policy.ts'
import { call } from './procedure.ts'
import { Secret } from './session.ts'
import { Busy, DiskFull } from './unwritten.ts'

export const OperatorState = Operator.extend({
  method: z.enum(['pin', 'passphrase']).nullable(),
  lockedOutForMs: z.int().nonnegative(),
})
export type OperatorState = z.infer<typeof OperatorState>

export const OperatorChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed'), operator: Operator }),
  z.strictObject({ kind: z.literal('name-taken') }),
  z.strictObject({ kind: z.literal('name-bad') }),
  z.strictObject({ kind: z.literal('too-short') }),
  z.strictObject({ kind: z.literal('too-simple') }),
  z.strictObject({ kind: z.literal('not-found') }),
  /** Nobody would be left who can add or change operators. */
  z.strictObject({ kind: z.literal('last-administrator') }),
  DiskFull,
  Busy,
])
export type OperatorChange = z.infer<typeof OperatorChange>

const RoleRights = z.strictObject({ role: Role, rights: z.array(GrantedRight) })

const Done = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('changed') }), DiskFull, Busy])

export const accountsContract = {
  /** Everybody, also disabled ones, in the order in which they were added. */
  list: call('configure').output(z.array(OperatorState)),
  /** The administrator chooses the first PIN or passphrase and tells it; the operator can change it. */
  add: call('configure')
    .input(z.strictObject({ name: z.string().max(200), role: Role, secret: Secret }))
    .output(OperatorChange),
  /** A disabled operator cannot sign in; open sessions end. */
  change: call('configure')
    .input(z.strictObject({ name: OperatorName, role: Role, active: z.boolean() }))
    .output(OperatorChange),
  /** Also ends a lock-out. */
  resetSecret: call('configure')
    .input(z.strictObject({ name: OperatorName, secret: Secret }))
    .output(OperatorChange),
  /** One line for each role, with what it may do now. */
  rights: call('signed-in').output(z.array(RoleRights)),
  /** `not-grantable`: outside of `GRANTABLE_RIGHTS`, or without one of `FIXED_RIGHTS`. */
  setRights: call('configure')
    .input(RoleRights)
    .output(z.discriminatedUnion('kind', [...Done.options, z.strictObject({ kind: z.literal('not-grantable') })])),
  policies: call('configure').output(z.strictObject({ session: SessionPolicy, retention: RetentionPolicy })),
  setSessionPolicy: call('configure').input(SessionPolicy).output(Done),
  setRetentionPolicy: call('configure').input(RetentionPolicy).output(Done),
  /** The code in letter numbers, another at each desk of the hospital. */
  setDeskCode: call('configure')
    .input(z.strictObject({ code: z.string().regex(/^[A-Z0-9]{1,6}$/) }))
    .output(Done),
}
