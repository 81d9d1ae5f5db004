import {
  DEFAULT_READERS,
  type ReaderId,
  type ReaderSettings,
  type ReadersPolicy,
} from '../../../shared/domain/reader.ts'
import { setReaders, type SettingChange } from '../journal/change-settings.ts'
import type { Journal } from '../journal/journal.ts'

/** As many as the policy holds. */
const MOST_READERS = 32

export type ReaderChange = SettingChange | 'too-many'

/** What this desk knows of its readers, and how that is changed. Each change is an entry of the journal. */
export type ReaderPolicy = {
  current(): ReadersPolicy
  configure(settings: ReaderSettings, actor: string): ReaderChange
  forget(id: ReaderId, actor: string): SettingChange
  setSound(on: boolean, actor: string): SettingChange
}

export function readerPolicy(journal: Journal): ReaderPolicy {
  const current = () => journal.setting('readers') ?? DEFAULT_READERS
  const set = (policy: ReadersPolicy, actor: string) => setReaders(journal, policy, actor)
  return {
    current,
    configure(settings, actor) {
      const policy = current()
      const readers = withReader(policy.readers, settings)
      return readers.length > MOST_READERS ? 'too-many' : set({ ...policy, readers }, actor)
    },
    forget(id, actor) {
      const policy = current()
      return set({ ...policy, readers: policy.readers.filter((reader) => reader.id !== id) }, actor)
    },
    setSound: (sound, actor) => set({ ...current(), sound }, actor),
  }
}

/** In the place where it stood, so that saying the same again changes nothing. */
function withReader(readers: readonly ReaderSettings[], settings: ReaderSettings): ReaderSettings[] {
  const isKnown = readers.some(({ id }) => id === settings.id)
  return isKnown ? readers.map((known) => (known.id === settings.id ? settings : known)) : [...readers, settings]
}
