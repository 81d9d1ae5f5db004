import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createVerifiers } from '../../../../electron/core/accounts/verifier.ts'

it('makes each guess of a PIN cost 64 MiB, with another salt each time', async () => {
  const verifiers = createVerifiers(randomBytes(32))
  const [one = '', other = ''] = await Promise.all([verifiers.make('Rina', '246810'), verifiers.make('Rina', '246810')])
  const [method, logN, r, parallel] = one.split('$')
  expect([method, logN, r, parallel]).toEqual(['scrypt', '16', '8', '1'])
  expect(128 * 2 ** Number(logN) * Number(r)).toBe(64 * 1024 * 1024)
  expect(other.split('$').at(4)).not.toBe(one.split('$').at(4))
})
