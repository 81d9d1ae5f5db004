import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { rightsAlone } from '../../../../electron/core/accounts/edge-rules.ts'
import type { Log, LogValue } from '../../../../electron/core/server/log.ts'
import { createServer } from '../../../../electron/core/server/serve-connection.ts'
import type { GrantedRight } from '../../../../shared/domain/operator.ts'
import { PairedSocket } from '../../../support/paired-socket.ts'
import { callerWith, SECRET, tinyRouter } from '../../../support/tiny-core.ts'

type Line = { event: string; facts: Readonly<Record<string, LogValue>> | undefined }

function serveTiny(rights: GrantedRight[] = ['view']) {
  const lines: Line[] = []
  const log: Log = { write: (event, facts) => void lines.push({ event, facts }) }
  const server = createServer({ router: tinyRouter, edge: rightsAlone, log })
  const connect = () => {
    const socket = new PairedSocket()
    server.serve(socket.connection, { caller: callerWith(rights) })
    const client: RouterClient<typeof tinyRouter> = createORPCClient(
      new RPCLink({ websocket: socket as unknown as WebSocket }),
    )
    return { socket, client }
  }
  return { connect, lines, text: () => JSON.stringify(lines) }
}

const failure = async (call: Promise<unknown>): Promise<ORPCError<string, unknown>> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError)) throw new Error('the call did not fail as an ORPCError')
  return error
}

describe('a connection', () => {
  it('answers a call', async () => {
    expect(await serveTiny().connect().client.echo({ text: 'halo' })).toBe('halo')
  })

  it.each([
    ['an open brace', '{'],
    ['null', 'null'],
    ['a number', '5'],
    ['an empty object', '{}'],
    ['a request without a path', '{"i":1,"p":{}}'],
    ['no text at all', 7],
    ['nothing', undefined],
    ['an object', { i: '1' }],
    ['bytes', new Uint8Array([255, 0, 254])],
    ['a path into the prototype', '{"i":"1","p":{"u":"/__proto__/toString","b":{}}}'],
  ])('that sends %s costs at most itself', async (_name, garbage) => {
    const { connect, text } = serveTiny()
    const bad = connect()
    const good = connect()
    bad.socket.send(garbage)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await good.client.echo({ text: 'still here' })).toBe('still here')
    expect(text()).not.toContain('__proto__')
  })

  it('is closed by a frame that cannot be decoded', async () => {
    const { connect, lines } = serveTiny()
    const { socket } = connect()
    socket.send('{')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(socket.readyState).toBe(3)
    expect(lines).toEqual([{ event: 'connection.refused', facts: { reason: 'bad-frame' } }])
  })
})

describe('the seal', () => {
  it('turns a thrown error into a reference that the log knows, without its message', async () => {
    const { connect, lines, text } = serveTiny()
    const error = await failure(connect().client.throwing())
    expect(error.code).toBe('INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(error)).not.toContain(SECRET)
    expect(error.data).toEqual({ reference: lines[0]?.facts?.['reference'] })
    expect(lines[0]).toMatchObject({ event: 'call.failed', facts: { call: 'throwing', error: 'Error' } })
    expect(lines).toHaveLength(1)
    expect(text()).not.toContain(SECRET)
  })

  it('keeps back an error that the contract does not declare, with all its data', async () => {
    const { connect, text } = serveTiny()
    const error = await failure(connect().client.leaking())
    expect(error.code).toBe('INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(error) + text()).not.toContain(SECRET)
  })

  it('lets a declared error through with its data', async () => {
    const error = await failure(serveTiny().connect().client.echo({ text: 'declared' }))
    expect(error).toMatchObject({ code: 'DECLARED', defined: true, data: { known: true } })
  })

  it('lets a known code through without the words of the one who threw it', async () => {
    const error = await failure(serveTiny().connect().client.badRequest())
    expect(error.code).toBe('BAD_REQUEST')
    expect(JSON.stringify(error)).not.toContain(SECRET)
  })

  it('says where an input was refused, not what it held', async () => {
    const error = await failure(
      serveTiny()
        .connect()
        .client.echo({ text: Number(SECRET) as unknown as string }),
    )
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['text'], code: 'invalid_type' }] } })
  })

  it('keeps back an output that is not what the contract says', async () => {
    const { connect, text } = serveTiny()
    const error = await failure(connect().client.wrongOutput())
    expect(error.code).toBe('INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(error) + text()).not.toContain(SECRET)
  })

  it('keeps back and logs an error that a stream throws after its first event', async () => {
    const { connect, lines, text } = serveTiny()
    const events = await connect().client.streamThatThrows()
    const seen: unknown[] = []
    const error = await failure(
      (async () => {
        for await (const event of events) seen.push(event)
      })(),
    )
    expect(seen).toEqual([{ count: 1 }])
    expect(error.code).toBe('INTERNAL_SERVER_ERROR')
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(error) + text()).not.toContain(SECRET)
  })
})

describe('the right check', () => {
  it('refuses a call that declares no right, whoever calls', async () => {
    expect((await failure(serveTiny(['view', 'correct']).connect().client.withoutRight())).code).toBe('FORBIDDEN')
  })

  it('refuses a session without the right, and serves one with it', async () => {
    expect((await failure(serveTiny(['view']).connect().client.correcting())).code).toBe('FORBIDDEN')
    expect(await serveTiny(['correct']).connect().client.correcting()).toBe('corrected')
  })
})
