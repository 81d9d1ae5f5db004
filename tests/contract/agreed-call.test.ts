import { expect, it } from 'vitest'
import { AgreedCall, purposeOf } from '../../shared/contract/agreed-call.ts'
import { contract } from '../../shared/contract/contract.ts'

type Procedure = { '~orpc': { meta: { approvable?: string }; inputSchema?: unknown } }

const known = AgreedCall.options.map(({ shape }) => ({ name: shape.call.value, input: shape.input as unknown }))

it('every call that an approval may stand in for can be asked about, with the very input that it takes', () => {
  const calls = Object.entries(contract).flatMap(([area, procedures]) =>
    Object.entries(procedures as unknown as Record<string, Procedure>).map(([name, procedure]) => ({
      name: `${area}.${name}`,
      ...procedure['~orpc'],
    })),
  )
  const approvable = calls.filter(({ meta }) => meta.approvable !== undefined)
  expect(approvable.length).toBeGreaterThan(0)
  for (const { name } of approvable) expect(known.map((one) => one.name)).toContain(name)
  for (const { name, input } of known) expect(calls.find((one) => one.name === name)?.inputSchema).toBe(input)
  for (const { name, meta } of approvable)
    expect(purposeOf({ call: name, input: {} } as unknown as AgreedCall)).toBe(meta.approvable)
})
