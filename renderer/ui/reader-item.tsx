import { IconBarcode, IconKeyboard } from '@tabler/icons-react'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { Messages } from '../messages/id.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { useReaders } from '../scan/reader-feed.ts'
import { deskReader } from '../scan/reader-state.ts'
import type { DeskReader } from '../scan/reader-state.ts'
import { StatusItem } from './status-item.tsx'

/** With what this desk reads cards now. Where nobody uses a reader of its own there is nothing to warn of. */
export function ReaderItem() {
  const { readers: m } = useMessages().scan
  const state = deskReader(useReaders())
  const isTrouble = state.kind === 'lost' || state.kind === 'refused' || state.kind === 'restarting'
  return (
    <StatusItem
      icon={
        state.kind === 'keyboard' ? (
          <IconKeyboard size={15} aria-hidden="true" />
        ) : (
          <IconBarcode size={15} aria-hidden="true" />
        )
      }
      word={state.kind === 'keyboard' ? m.keyboardWord : m.word}
      value={words(state, m)}
      tone={isTrouble ? 'trouble' : 'good'}
    />
  )
}

function words(state: DeskReader, m: Messages['scan']['readers']): string {
  switch (state.kind) {
    case 'keyboard':
      return m.keyboard
    case 'ready':
      return m.ready(state.name || m.unnamed, state.others)
    case 'opening':
      return m.opening(state.name || m.unnamed)
    case 'lost':
      return m.lost(state.name || m.unnamed)
    case 'refused':
      return m.refused(state.name || m.unnamed)
    case 'restarting':
      return m.restarting
    default:
      return unreachable(state)
  }
}
