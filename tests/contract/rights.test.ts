import { traverseContractProcedures } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'
import { GrantedRight } from '../../shared/domain/operator.ts'

const calls: { name: string; right: unknown; strict: boolean }[] = []
traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
  const { meta, inputSchema } = call['~orpc']
  calls.push({
    name: path.join('.'),
    right: meta['right'],
    strict: inputSchema === undefined || refusesUnknownKeys(inputSchema),
  })
})

function refusesUnknownKeys(schema: { '~standard': { validate: (value: unknown) => unknown } }): boolean {
  const result = schema['~standard'].validate({ 'no-call-knows-this': 1 })
  const issues = typeof result === 'object' && result !== null && 'issues' in result ? result.issues : []
  return JSON.stringify(issues).includes('unrecognized_keys')
}

describe('the contract', () => {
  it('has calls in every area', () => {
    expect(new Set(calls.map(({ name }) => name.split('.')[0]))).toEqual(new Set(Object.keys(contract)))
  })

  it.each(calls)('$name declares the right it asks for', ({ right }) => {
    expect(['open', 'signed-in', ...GrantedRight.options]).toContain(right)
  })

  it.each(calls)('$name refuses a field that it does not know', ({ strict }) => {
    expect(strict).toBe(true)
  })
})
