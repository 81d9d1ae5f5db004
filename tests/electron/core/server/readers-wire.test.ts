import { expect, it } from 'vitest'
import type { ReadersProcess } from '../../../../shared/contract/readers.ts'
import { ReaderEvent } from '../../../../shared/domain/reader.ts'
import { createReadersWire } from '../../../../electron/core/server/readers-wire.ts'
import type { ForReaders } from '../../../../electron/core/server/shell-messages.ts'

const list = ReaderEvent.parse({ kind: 'readers', driver: 'hidraw', readers: [] })
const scan = ReaderEvent.parse({
  kind: 'scan',
  reader: 'r',
  role: 'desk',
  text: '3275021508909901',
  aim: null,
  uid: null,
  reports: 1,
})

it('keeps the list and the state for a listener that comes later, and no scan', () => {
  const { wire, hear } = createReadersWire(() => undefined)
  hear({ kind: 'readers-process', state: 'running' })
  hear({ kind: 'reader', event: list })
  hear({ kind: 'reader', event: scan })
  const events: ReaderEvent[] = []
  const states: ReadersProcess[] = []
  wire.onEvent((event) => events.push(event))
  wire.onProcess((state) => states.push(state))
  expect({ events, states }).toEqual({ events: [list], states: ['running'] })
  hear({ kind: 'reader', event: scan })
  expect(events).toEqual([list, scan])
})

it('drops what is not well formed, whatever it is', () => {
  const { wire, hear } = createReadersWire(() => undefined)
  const events: ReaderEvent[] = []
  wire.onEvent((event) => events.push(event))
  const garbage: unknown[] = [
    null,
    undefined,
    7,
    'scan',
    [],
    {},
    { kind: 'nothing' },
    { ...scan, text: '' },
    { ...scan, text: 'x'.repeat(5_000) },
    { ...scan, more: true },
    { ...list, readers: Array.from({ length: 65 }, () => null) },
  ]
  for (const event of garbage) hear({ kind: 'reader', event: event as ReaderEvent })
  expect(events).toEqual([])
})

it('tells a kept burst of a keyboard scanner, and that one came in pieces, as two things', () => {
  const { wire, hear } = createReadersWire(() => undefined)
  const heard: string[] = []
  wire.onWedge((text) => heard.push(text))
  wire.onTornWedge(() => heard.push('torn'))
  hear({ kind: 'wedge-scan', text: '3275021508909901' })
  hear({ kind: 'wedge-scan', text: null })
  hear({ kind: 'wedge-scan', text: '' })
  expect(heard).toEqual(['3275021508909901', 'torn'])
})

it('hands to the shell what is meant for the readers', () => {
  const sent: ForReaders[] = []
  createReadersWire((message) => sent.push(message)).wire.send({ kind: 'look' })
  expect(sent).toEqual([{ kind: 'look' }])
})
