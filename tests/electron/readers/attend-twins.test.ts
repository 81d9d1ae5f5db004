import { describe, expect, test } from 'vitest'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { policyOf, readersOfTest, settingsOf } from '../../support/attended-readers.ts'
import { scannerAt as at } from '../../support/fake-readers.ts'

const { attended } = readersOfTest()

describe('readers that nothing tells apart', () => {
  const twin = (path: string) => at(path, { serial: '' })
  const ID = '05e0:1300::i0:8c/2'

  test('have an id each, and the settings of the first', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(policyOf(settingsOf(ID, { role: 'kiosk' })))
    await desk.until(() => desk.list().every(({ state }) => state === 'reading'))
    expect(desk.list()).toMatchObject([
      { id: ID, settings: { id: ID, role: 'kiosk' } },
      { id: `${ID}#2`, settings: { id: ID, role: 'kiosk' } },
    ])
    desk.scan('/dev/hidraw0', '1111')
    desk.scan('/dev/hidraw1', '2222')
    expect(desk.events.filter((event) => event.kind === 'scan')).toMatchObject([
      { reader: ID, role: 'kiosk', text: '1111' },
      { reader: `${ID}#2`, role: 'kiosk', text: '2222' },
    ])
  })

  test('keep their ids while they are plugged in', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.list().every(({ state }) => state === 'reading'))
    desk.unplug('/dev/hidraw0')
    await desk.until(() => desk.list().length === 1)
    expect(desk.list()).toMatchObject([{ id: `${ID}#2` }])
    desk.plug(twin('/dev/hidraw9'))
    await desk.until(() => desk.list().length === 2)
    expect(desk.list().map(({ id }) => id)).toEqual([`${ID}#2`, ID])
  })

  test('cannot be given different roles: switching one off switches both off', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(policyOf(settingsOf(`${ID}#2`, { role: 'off' })))
    expect(desk.list().map(({ state }) => state)).toEqual(['off', 'off'])
  })
})
