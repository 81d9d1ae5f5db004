import type { DeskState } from '../desk-model.ts'
import type { Heard } from './listen-panel.tsx'

/** What the text in the field was taken for, once it was looked up; null while the clerk types another. */
export function heardFrom(state: DeskState, text: string): Heard | null {
  if (!('asked' in state) || state.kind === 'checking' || state.asked.by === 'name') return null
  const { asked } = state
  if (asked.text !== text) return null
  return { source: asked.source, reader: asked.from?.reader ?? null, what: whatWasRead(state) }
}

function whatWasRead(state: DeskState): Heard['what'] {
  switch (state.kind) {
    case 'people':
    case 'answer':
      return state.result.candidates[0]?.matchedBy ?? 'unknown'
    case 'not-found':
      return state.result.reading.kind === 'keys' ? (state.result.reading.keys[0]?.kind ?? 'unknown') : 'unknown'
    case 'letter-checked':
      return 'letter'
    default:
      return 'unknown'
  }
}
