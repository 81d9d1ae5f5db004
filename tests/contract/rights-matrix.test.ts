import { traverseContractProcedures } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../../electron/core/accounts/accounts.ts'
import { edgeRules } from '../../electron/core/accounts/edge-rules.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { CallMeta } from '../../shared/contract/procedure.ts'
import { DEFAULT_RIGHTS, GrantedRight, Role } from '../../shared/domain/operator.ts'
import { accountsPlace, type AccountsPlace } from '../electron/core/accounts/accounts-place.ts'
import { edgeClient, type EdgeAnswer } from '../support/edge-client.ts'

const CALLERS = ['nobody', 'locked', ...Role.options] as const
type CallerKind = (typeof CALLERS)[number]
/** `agreed`: not by right, but with the approval of somebody who may approve. */
type Cell = EdgeAnswer | 'agreed'

const calls: { name: string; path: readonly string[]; meta: CallMeta }[] = []
traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
  calls.push({ name: path.join('.'), path, meta: call['~orpc'].meta })
})

let at: AccountsPlace
const found = new Map<string, Cell>()

beforeAll(async () => {
  at = accountsPlace()
  const callers = new Map<CallerKind, Caller>([['nobody', at.sessions.newCaller()]])
  for (const role of Role.options) {
    await at.add(role, `Contoh ${role}`)
    callers.set(role, await at.signedIn(`Contoh ${role}`))
  }
  const locked = await at.signedIn('Contoh supervisor')
  at.sessions.lock(locked)
  callers.set('locked', locked)
  const edge = edgeRules({ ...at, uptimeMs: () => at.uptime.ms })
  for (const [kind, caller] of callers) {
    const ask = edgeClient(edge, caller)
    for (const { name, path, meta } of calls) found.set(`${name} ${kind}`, await cell(ask, caller, path, meta))
  }
}, 120_000)
afterAll(() => at.remove())

async function cell(
  ask: ReturnType<typeof edgeClient>,
  caller: Caller,
  path: readonly string[],
  { approvable }: CallMeta,
): Promise<Cell> {
  const answer = await ask(path, NO_INPUT)
  const session = at.sessions.idOf(caller)
  if (answer !== 'FORBIDDEN' || approvable === undefined || session === null) return answer
  const approval = { purpose: approvable, by: 'Contoh supervisor', reason: 'Salah orang' }
  const approvalId = at.approvals.grant(approval, crypto.randomUUID(), session)
  return (await ask(path, { ...NO_INPUT, approvalId })) === 'admitted' ? 'agreed' : answer
}

/** No call takes it: whatever passes the edge ends at the parser. */
const NO_INPUT = { 'no-call-knows-this': 1 }

/** What the rights say, without asking the program. */
function expected({ right, approvable }: CallMeta, caller: CallerKind): Cell {
  if (right === 'open') return 'admitted'
  if (caller === 'nobody' || caller === 'locked') return 'UNAUTHORIZED'
  if (right === 'signed-in' || DEFAULT_RIGHTS[caller].some((granted) => granted === right)) return 'admitted'
  return approvable !== undefined && DEFAULT_RIGHTS[caller].includes('enter') ? 'agreed' : 'FORBIDDEN'
}

const SHOWN: Readonly<Record<Cell, string>> = { admitted: 'yes', agreed: 'agreed', UNAUTHORIZED: '·', FORBIDDEN: '-' }

function rows(): Record<string, string>[] {
  return calls.map(({ name, meta }) => ({
    call: name,
    right: meta.right ?? 'NONE',
    ...Object.fromEntries(CALLERS.map((kind) => [kind, SHOWN[found.get(`${name} ${kind}`) ?? 'FORBIDDEN']])),
  }))
}

describe('who may make which call', () => {
  it.each(calls)('$name declares its right', ({ meta }) => {
    expect(['open', 'signed-in', ...GrantedRight.options]).toContain(meta.right)
  })

  it('is what the rights say, for every call and every role', () => {
    console.log(asTable(rows()))
    const wrong = calls.flatMap(({ name, meta }) =>
      CALLERS.filter((kind) => found.get(`${name} ${kind}`) !== expected(meta, kind)).map((kind) => ({
        call: name,
        kind,
        found: found.get(`${name} ${kind}`),
        expected: expected(meta, kind),
      })),
    )
    expect(wrong).toEqual([])
    expect(found.size).toBe(calls.length * CALLERS.length)
  })

  it('is written down in docs/rights.md as it is', async () => {
    await expect(document()).toMatchFileSnapshot('../../docs/rights.md')
  })

  it('names nothing of a patient in what is open to nobody', () => {
    const open = calls.filter(({ meta }) => meta.right === 'open').map(({ name }) => name)
    expect(open.toSorted()).toEqual([
      'readers.events',
      'readers.info',
      'session.events',
      'session.info',
      'session.lock',
      'session.operators',
      'session.resume',
      'session.signIn',
      'session.signOut',
      'setup.demo',
      'setup.finish',
      'setup.restore',
      'setup.state',
    ])
  })
})

function asTable(all: Record<string, string>[]): string {
  const columns = Object.keys(all[0] ?? {})
  const width = (column: string) => Math.max(column.length, ...all.map((row) => (row[column] ?? '').length))
  const line = (cells: string[]) => `| ${cells.map((text, n) => text.padEnd(width(columns[n] ?? ''))).join(' | ')} |`
  return [
    line(columns),
    line(columns.map((column) => '-'.repeat(width(column)))),
    ...all.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n')
}

function document(): string {
  return `# Who may make which call

Made by \`tests/contract/rights-matrix.test.ts\`, which asks every call of the contract through the core's real edge, once for each role, for nobody and for a
locked screen, and fails when this page is not what it found. Renew it with \`npx vitest run tests/contract/rights-matrix.test.ts -u\`.

The roles have the rights they have until an administrator changes them: ${Role.options
    .map((role) => `${role} ${DEFAULT_RIGHTS[role].map((right) => `\`${right}\``).join(' ')}`)
    .join('; ')}.

\`yes\`: served. \`agreed\`: served only with the approval of somebody who has \`approve\`, given at the same desk by PIN for this one admission; only who may \`enter\` can ask. \`-\`: FORBIDDEN, and a line in
the audit trail. \`·\`: UNAUTHORIZED, sign in first.

${asTable(rows())}
`
}
