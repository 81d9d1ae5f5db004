import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { kinds, readersOfTest } from '../../support/attended-readers.ts'
import { handScanner } from '../../support/fake-readers.ts'

const { attended, withScanner } = readersOfTest()

describe('the end', () => {
  test('closes all and says so', async () => {
    const desk = await withScanner()
    await desk.readers.stop()
    expect(desk.hid.open()).toEqual([])
    expect(kinds(desk.events)).toEqual(['opened', 'closed stopped'])
    expect(desk.readers.stuck()).toBe(false)
  })

  test('while a reader is being opened: it is closed when it comes back, without having been read', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    const stopped = desk.readers.stop()
    desk.hid.answerOpen(handScanner.path, 'opens')
    await stopped
    expect(desk.hid.open()).toEqual([])
    expect(kinds(desk.events)).toEqual([])
  })

  test('does not wait for ever for a driver that hangs, and says that it is stuck', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.readers.stop()
    expect(desk.readers.stuck()).toBe(true)
    desk.hid.answerOpen(handScanner.path, 'opens')
  })

  test('nothing is opened after it', async () => {
    const desk = attended()
    const start = desk.readers.start(DEFAULT_READERS)
    await desk.readers.stop()
    desk.plug(handScanner)
    desk.readers.look()
    await Promise.race([start, wait(20)])
    expect(desk.hid.opened).toEqual([])
  })
})
