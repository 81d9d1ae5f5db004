import type { SetupInput, SetupResult } from '../../../shared/contract/setup.ts'
import { foldOperatorName, OperatorName } from '../../../shared/domain/operator.ts'
import { judgeSecret } from '../../../shared/domain/secret-strength.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { OperatorChange } from '../../../shared/contract/accounts.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { Core } from '../open-core.ts'
import { isKnownTimeZone } from './known-time-zone.ts'
import { hasAdministrator, setupStage } from './setup-stage.ts'

/** `input-bad`: what the form itself never sends, as a hospital that is neither given nor known. */
export type FinishResult = SetupResult | { kind: 'input-bad' }

type Desk = Pick<Core, 'journal' | 'accounts'>

/** What is wrong with the input by itself; null: nothing. Asked before anything is written, or even opened. */
export function inputFault({ hospital, administrator }: SetupInput): FinishResult | null {
  if (!OperatorName.safeParse(administrator.name).success) return { kind: 'name-bad' }
  const judgement = judgeSecret(administrator.secret)
  if (judgement.kind !== 'ok') return judgement
  return hospital !== null && !isKnownTimeZone(hospital.timeZone) ? { kind: 'input-bad' } : null
}

/**
 * Completes a real desk. Hospital and desk code are one transaction, the administrator with the secret another: whatever breaks off in
 * between leaves a desk that only lacks the administrator.
 */
export async function finishSetup(desk: Desk, input: SetupInput): Promise<FinishResult> {
  if (setupStage(desk) === 'ready') return { kind: 'already' }
  const fault = inputFault(input)
  if (fault !== null) return fault
  if (input.hospital === null && desk.journal.hospital() === null) return { kind: 'input-bad' }
  const name = OperatorName.parse(input.administrator.name)
  if (hasAdministrator(desk.accounts)) return finishAs(desk, input, name)
  // Before anything is written: nothing may stand in the journal under the name of somebody who did not write it.
  if (isSomebodyElses(desk, name)) return { kind: 'name-bad' }
  const settled = settle(desk, input, name)
  if (settled !== null) return settled
  return resultOf(await installAdministrator(desk, name, input.administrator.secret))
}

/** A command added an administrator before there was a hospital: whoever sits at the screen must be one, and becomes none. */
async function finishAs(desk: Desk, input: SetupInput, name: string): Promise<FinishResult> {
  const check = await desk.accounts.checkSecret(name, input.administrator.secret, 'confirmation')
  if (check.kind === 'busy') return check
  if (check.kind !== 'right' || check.operator.role !== 'administrator') return { kind: 'not-administrator' }
  // Somebody at another screen may have been first meanwhile.
  if (setupStage(desk) === 'ready') return { kind: 'already' }
  return settle(desk, input, check.operator.name) ?? { kind: 'founded' }
}

function settle({ journal }: Desk, { hospital, deskCode }: SetupInput, actor: string): FinishResult | null {
  const { kind } = journal.write((tx) => {
    const known = tx.setting('hospital')
    if (hospital !== null && (known === null || canonicalJson(known) !== canonicalJson(hospital)))
      tx.append({ type: 'hospital-set', body: { hospital } }, actor)
    if (tx.setting('desk')?.code !== deskCode)
      tx.append({ type: 'desk-set', body: { desk: { code: deskCode } } }, actor)
  })
  return kind === 'written' ? null : { kind }
}

/** Whoever sets up is not known yet: of the names that are given only that of an administrator without a secret can be theirs. */
function isSomebodyElses({ accounts }: Desk, name: string): boolean {
  const known = accounts.all().find((one) => foldOperatorName(one.name) === foldOperatorName(name))
  return known !== undefined && (!known.active || known.role !== 'administrator' || known.method !== null)
}

async function installAdministrator({ accounts }: Desk, name: string, secret: string): Promise<OperatorChange> {
  const known = accounts.get(name)
  if (known === null) return accounts.add({ name, role: 'administrator', secret }, name)
  return accounts.resetSecret({ name: known.name, secret }, known.name)
}

function resultOf(change: OperatorChange): FinishResult {
  switch (change.kind) {
    case 'changed':
      return { kind: 'founded' }
    case 'name-taken':
    case 'name-bad':
      return { kind: 'name-bad' }
    case 'too-short':
    case 'too-simple':
    case 'disk-full':
    case 'busy':
      return { kind: change.kind }
    case 'not-found':
    case 'last-administrator':
      throw new Error(`setting up the first administrator was refused: ${change.kind}`)
    default:
      return unreachable(change)
  }
}
