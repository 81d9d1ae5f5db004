/** A few calls that misbehave in every way a real one could. */
import { ORPCError, os, withEventMeta } from '@orpc/server'
import { z } from 'zod'
import type { Caller } from '../../electron/core/accounts/accounts.ts'
import type { CallContext } from '../../electron/core/server/serve-connection.ts'
import type { GrantedRight } from '../../shared/domain/operator.ts'

export const SECRET = '3275021508909901'

/** Somebody who has signed in. */
export function callerWith(rights: GrantedRight[]): Caller {
  return { session: () => ({ name: 'Rina Contoh', role: 'clerk', rights }), lockedBy: () => null }
}

const open = os.$meta<{ right?: string }>({}).$context<CallContext>()
const base = open.meta({ right: 'view' })

export const tinyRouter = {
  echo: base
    .errors({ DECLARED: { data: z.strictObject({ known: z.boolean() }) } })
    .input(z.strictObject({ text: z.string().max(2_000_000) }))
    .handler(({ input, errors }) => {
      if (input.text === 'declared') throw errors.DECLARED({ data: { known: true } })
      return input.text
    }),
  pid: base.handler(() => process.pid),
  throwing: base.handler(() => {
    throw new Error(`no such person ${SECRET}`)
  }),
  leaking: base.handler(() => {
    throw new ORPCError('PERSON_PROBLEM', { message: SECRET, data: { nik: SECRET } })
  }),
  badRequest: base.handler(() => {
    throw new ORPCError('BAD_REQUEST', { message: SECRET, data: { nik: SECRET } })
  }),
  wrongOutput: base.output(z.strictObject({ fine: z.literal(true) })).handler((): never => ({ fine: SECRET }) as never),
  streamThatThrows: base.handler(async function* () {
    yield withEventMeta({ count: 1 }, { id: 'first' })
    throw new ORPCError('PERSON_PROBLEM', { message: SECRET })
  }),
  withoutRight: open.handler(() => 'never'),
  correcting: open.meta({ right: 'correct' }).handler(() => 'corrected'),
  crash: base.handler((): never => process.kill(process.pid, 'SIGKILL') as never),
  hang: base.handler(() => {
    for (;;);
  }),
}
