import type { Reader, ReaderId, ReaderSettings, ReadersPolicy } from '../../shared/domain/reader.ts'
import { kindOf, type FoundReader } from './classify.ts'
import type { Wanted } from './plugged-reader.ts'
import { partsOf, sharedId } from './reader-id.ts'

/** What is so of a reader that nobody has spoken about: HID POS serves the desk, anything else waits to be chosen. */
function defaultSettings(found: FoundReader): ReaderSettings {
  return {
    id: sharedId(found.id),
    name: '',
    role: found.kind === 'offered' ? 'off' : 'desk',
    // A badge reader that is merely offered speaks as others do.
    form: kindOf(found) === 'offered' ? 'text' : 'hid-pos',
    prefix: '',
    suffix: '',
    uid: { order: 'auto', offset: 0, bytes: 4 },
  }
}

/** What the policy makes of a reader. Readers that nothing tells apart have the same settings, so that none has another's by mistake. */
export function settingsFor(found: FoundReader, policy: ReadersPolicy): { settings: ReaderSettings; wanted: Wanted } {
  const id = sharedId(found.id)
  const said = saidOf(id, policy)
  if (said === undefined)
    return { settings: defaultSettings(found), wanted: found.kind === 'offered' ? 'not-chosen' : 'read' }
  return { settings: { ...said, id }, wanted: said.role === 'off' ? 'off' : 'read' }
}

export function isSetUp(id: ReaderId, policy: ReadersPolicy): boolean {
  return saidOf(sharedId(id), policy) !== undefined
}

function saidOf(id: ReaderId, { readers }: ReadersPolicy): ReaderSettings | undefined {
  return readers.find((said) => said.id === id) ?? readers.find((said) => sharedId(said.id) === id)
}

/** How readers call themselves, for those that are not there just now. */
export type KnownNames = ReadonlyMap<ReaderId, Pick<Reader, 'manufacturer' | 'product'>>

/** The readers that are set up here and not among those present. */
export function absentReaders(policy: ReadersPolicy, present: ReadonlySet<ReaderId>, names: KnownNames): Reader[] {
  const absent = new Map<ReaderId, Reader>()
  for (const said of policy.readers) {
    const id = sharedId(said.id)
    if (present.has(id) || absent.has(id)) continue
    const parts = partsOf(id) ?? { vendorId: 0, productId: 0, usagePage: 0, usage: 0 }
    const { manufacturer, product } = names.get(id) ?? { manufacturer: '', product: '' }
    const kind = kindOf(parts) ?? 'offered'
    absent.set(id, { ...parts, id, kind, state: 'absent', manufacturer, product, settings: { ...said, id } })
  }
  return [...absent.values()]
}
