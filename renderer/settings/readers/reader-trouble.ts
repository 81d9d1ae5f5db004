import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import type { Reader, ReaderState } from '../../../shared/domain/reader.ts'

/** States in which a reader that should work does not, and somebody can do something about it. */
export type TroubleState = Extract<
  ReaderState,
  'no-permission' | 'busy' | 'failed' | 'flooding' | 'too-many' | 'absent'
>

const TROUBLES: ReadonlySet<ReaderState> = new Set<TroubleState>([
  'no-permission',
  'busy',
  'failed',
  'flooding',
  'too-many',
  'absent',
])

/** What keeps a reader in use from reading; null when nothing does or nobody uses it. */
export function troubleOf({ state, settings }: Pick<Reader, 'state' | 'settings'>): TroubleState | null {
  return settings.role !== 'off' && isTrouble(state) ? state : null
}

function isTrouble(state: ReaderState): state is TroubleState {
  return TROUBLES.has(state)
}

/** Whether somebody should look: a reader that serves this desk does not read. */
export function readersInTrouble({ readers }: Pick<ReadersInfo, 'readers'>): boolean {
  return readers.some((reader) => troubleOf(reader) !== null)
}

/** Whether a reader that is plugged in would be read. */
export function canRead({ process, driver }: Pick<ReadersInfo, 'process' | 'driver'>): boolean {
  return process === 'running' && driver !== 'none'
}

/** What was told before the process ended is not so any more: no reader reads until it is back. */
export function asRead({ process, readers }: Pick<ReadersInfo, 'process' | 'readers'>): readonly Reader[] {
  if (process === 'running') return readers
  return readers.map((reader) => (reader.state === 'reading' ? { ...reader, state: 'opening' } : reader))
}

/** Those in use or switched off by somebody, and those that nobody has spoken about. */
export function sortReaders(readers: readonly Reader[]): { own: Reader[]; others: Reader[] } {
  const isOther = ({ kind, state }: Reader) => kind === 'offered' && state === 'not-chosen'
  return { own: readers.filter((one) => !isOther(one)), others: readers.filter(isOther) }
}

/** As the device calls itself, in one line: the maker is left out where the product's name has it already. */
export function deviceName({ manufacturer, product }: Pick<Reader, 'manufacturer' | 'product'>): string {
  const [maker, model] = [manufacturer.trim(), product.trim()]
  if (maker === '' || model.toLowerCase().startsWith(maker.toLowerCase())) return model === '' ? maker : model
  return `${maker} ${model}`.trim()
}

/** `0c2e:0b01`: as lsusb and the makers' manuals write it. */
export function usbNumbers({ vendorId, productId }: Pick<Reader, 'vendorId' | 'productId'>): string {
  return `${fourHex(vendorId)}:${fourHex(productId)}`
}

function fourHex(value: number): string {
  return value.toString(16).padStart(4, '0')
}
