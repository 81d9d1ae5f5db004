import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DEFAULT_READERS,
  type ReaderEvent,
  type ReaderRole,
  type ReadersPolicy,
} from '../../../shared/domain/reader.ts'
import { attendedReaders, policyOf, settingsOf, type AttendedReaders } from '../../support/attended-readers.ts'
import { hidPosReports, type FakeDevice } from '../../support/fake-hid.ts'

const PATHS = ['/dev/hidraw0', '/dev/hidraw1', '/dev/hidraw2', '/dev/hidraw3'] as const
const MODELS: Omit<FakeDevice, 'path'>[] = [
  { vendorId: 0x05e0, productId: 1, serial: 'A', usages: [[0x8c, 2]] },
  { vendorId: 0x05e0, productId: 1, serial: '', usages: [[0x8c, 2]] },
  { vendorId: 0x0c2e, productId: 2, serial: 'B', interface: 1, usages: [[0x8c, 1]] },
  { vendorId: 0xffff, productId: 0x35, usages: [[0xff00, 1]] },
  { vendorId: 0x046d, productId: 3, usages: [[0x01, 6]] },
  {
    vendorId: 0x05e0,
    productId: 4,
    usages: [
      [0x8c, 2],
      [0x01, 6],
    ],
  },
]
const IDS = [
  '05e0:0001:A:-:8c/2',
  '05e0:0001::-:8c/2',
  '0c2e:0002:B:i1:8c/1',
  'ffff:0035::-:ff00/1',
  '046d:0003::-:1/6',
]
const OFF_OR_ON: readonly ReaderRole[] = ['off', 'desk', 'kiosk']

type Act =
  | { do: 'plug'; path: string; model: number }
  | { do: 'unplug' | 'break' | 'report' | 'half'; path: string }
  | { do: 'answer'; path: string; how: 'opens' | 'hangs' | 'no-permission' | 'busy' | 'failed' | 'gone' }
  | { do: 'looking'; how: 'lists' | 'fails' | 'hangs' }
  | { do: 'configure'; roles: (ReaderRole | null)[] }
  | { do: 'look' | 'breathe' }

const path = fc.constantFrom(...PATHS)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('plug' as const), path, model: fc.nat(MODELS.length - 1) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('unplug', 'break', 'report', 'half'), path }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      path,
      how: fc.constantFrom('opens', 'hangs', 'no-permission', 'busy', 'failed', 'gone'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('looking' as const), how: fc.constantFrom('lists', 'fails', 'hangs') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('configure' as const),
      roles: fc.array(fc.option(fc.constantFrom(...OFF_OR_ON)), { minLength: IDS.length, maxLength: IDS.length }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('look', 'breathe') }) },
)

test('whatever is plugged, unplugged, broken and set up: one opening of a path, no keyboard, and at the end what the settings say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      const desk = attendedReaders({
        timings: { settle: 0, soon: 1, patience: 5, retries: [0, 1, 2], steady: 0, stop: 500 },
      })
      let policy = DEFAULT_READERS
      void desk.readers.start(policy)
      for (const one of acts) policy = (await perform(one, desk)) ?? policy
      for (const known of PATHS) desk.hid.answerOpen(known, 'opens')
      desk.hid.answerLooking('lists')
      desk.readers.look()
      const expected = wantedPaths(desk, policy)
      await desk.until(() => desk.hid.open().toSorted().join() === expected.join())
      await desk.until(() => desk.list().filter(({ state }) => state === 'reading').length === expected.length)
      expect(desk.hid.wrongs).toEqual([])
      expect(new Set(desk.list().map(({ id }) => id)).size).toBe(desk.list().length)
      await desk.readers.stop()
      expect(desk.hid.open()).toEqual([])
      expect(wrongOrder(desk)).toEqual([])
      expect(countOf('closed', desk)).toBe(countOf('opened', desk))
      expect(desk.readers.stuck()).toBe(false)
    }),
    { numRuns: process.env['LOKET_LONG'] === '1' ? 5_000 : 150 },
  )
})

async function perform(one: Act, desk: AttendedReaders): Promise<ReadersPolicy | null> {
  const { hid, readers } = desk
  const [report] = hidPosReports('1'.repeat(80))
  switch (one.do) {
    case 'plug': {
      const model = MODELS[one.model]
      if (model === undefined || hid.plugged().some((device) => device.path === one.path)) return null
      desk.plug({ ...model, path: one.path })
      return null
    }
    case 'unplug':
      desk.unplug(one.path)
      return null
    case 'break':
      hid.breakReading(one.path)
      return null
    case 'report':
      desk.scan(one.path, '12345678')
      return null
    case 'half':
      hid.report(one.path, report ?? new Uint8Array())
      return null
    case 'answer':
      hid.answerOpen(one.path, one.how)
      return null
    case 'looking':
      hid.answerLooking(one.how)
      return null
    case 'look':
      readers.look()
      return null
    case 'breathe':
      await wait(1)
      return null
    case 'configure': {
      const policy = policyOf(
        ...one.roles.flatMap((role, n) => (role === null ? [] : [settingsOf(IDS[n] ?? '', { role })])),
      )
      readers.configure(policy)
      return policy
    }
  }
}

function wantedPaths({ hid }: AttendedReaders, policy: ReadersPolicy): string[] {
  return hid
    .plugged()
    .filter((device) => {
      const model = MODELS.findIndex(
        ({ productId, serial }) => productId === device.productId && serial === device.serial,
      )
      // A keyboard, and a scanner that is one too.
      if (model > 3) return false
      const role = policy.readers.find(({ id }) => id === IDS[model])?.role
      return role === undefined ? model !== 3 : role !== 'off'
    })
    .map((device) => device.path)
    .toSorted()
}

/** Says where a reader was opened twice, or scanned while it was closed. */
function wrongOrder({ events }: AttendedReaders): string[] {
  const open = new Set<string>()
  const wrong: string[] = []
  for (const event of events) {
    if (event.kind !== 'opened' && event.kind !== 'scan' && event.kind !== 'closed') continue
    if (open.has(event.reader) === (event.kind === 'opened')) wrong.push(`${event.kind} ${event.reader}`)
    if (event.kind === 'opened') open.add(event.reader)
    if (event.kind === 'closed') open.delete(event.reader)
  }
  return wrong
}

function countOf(kind: ReaderEvent['kind'], { events }: AttendedReaders): number {
  return events.filter((event) => event.kind === kind).length
}
