import { getEventMeta } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { DeskEvent } from '../../../../shared/contract/session.ts'
import { createDeskEvents } from '../../../../electron/core/server/desk-events.ts'

const ADMISSIONS: DeskEvent = { kind: 'admissions' }

async function next(stream: AsyncGenerator<DeskEvent, void, void>): Promise<{ kind: string; id: string }> {
  const { value } = await stream.next()
  if (!value) throw new Error('the stream ended')
  return { kind: value.kind, id: getEventMeta(value)?.id ?? '' }
}

describe('events of the desk', () => {
  it('go on after the last one that a page has seen', async () => {
    const events = createDeskEvents()
    const first = next(events.stream(undefined, undefined))
    events.publish(ADMISSIONS)
    const { id } = await first
    events.publish({ kind: 'session' })
    expect((await next(events.stream(id, undefined))).kind).toBe('session')
  })

  it('tell a page that was away too long to look at everything', async () => {
    const events = createDeskEvents()
    const first = next(events.stream(undefined, undefined))
    events.publish(ADMISSIONS)
    const { id } = await first
    for (let count = 0; count < 201; count++) events.publish(ADMISSIONS)
    const late = events.stream(id, undefined)
    expect([(await next(late)).kind, (await next(late)).kind]).toEqual(['session', 'admissions'])
  })

  it('tell a page of an earlier core to look at everything', async () => {
    const stream = createDeskEvents().stream('0badc0de-7', undefined)
    expect([(await next(stream)).kind, (await next(stream)).kind]).toEqual(['session', 'admissions'])
  })
})
