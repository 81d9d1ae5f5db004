import type { ReadersProcess } from '../../../shared/contract/readers.ts'
import type { ReaderEvent } from '../../../shared/domain/reader.ts'
import type { ForReaders } from '../server/shell-messages.ts'

/** The way to the readers process. A command has none. */
export type ReadersLink = {
  onEvent(listener: (event: ReaderEvent) => void): void
  onProcess(listener: (state: ReadersProcess) => void): void
  /** A keyboard scanner's burst that Electron has kept from the page. */
  onWedge(listener: (text: string) => void): void
  /** Such a burst came in pieces, and none of them may be looked up. */
  onTornWedge(listener: () => void): void
  send(message: ForReaders): void
}
