import type { Reader, ReaderId, ReadersPolicy } from '../../../shared/domain/reader.ts'

/** With what was said about it last, which the readers process may not have taken up yet. Readers that nothing tells apart share settings. */
export function readerAsSet(reader: Reader, { readers }: ReadersPolicy): Reader {
  const settings = readers.find(({ id }) => id === reader.settings.id)
  return settings === undefined ? reader : { ...reader, settings }
}

/** As the clerks call it; else as it calls itself. */
export function readerName(reader: Reader | undefined, { readers }: ReadersPolicy, id: ReaderId): string {
  const set = readers.find((settings) => settings.id === (reader?.settings.id ?? id))?.name ?? ''
  return set || reader?.product || reader?.manufacturer || id
}
