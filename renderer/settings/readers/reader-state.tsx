import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader,
  IconLock,
  IconPlugConnectedX,
  IconPower,
  IconStack2,
  IconWaveSine,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ReaderState as State } from '../../../shared/domain/reader.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Tag } from '../../ui/tag.tsx'

const LOOK: Record<State, { icon: Icon; tone: 'good' | 'trouble' | 'plain' }> = {
  reading: { icon: IconCircleCheck, tone: 'good' },
  opening: { icon: IconLoader, tone: 'plain' },
  'not-chosen': { icon: IconCircleDashed, tone: 'plain' },
  off: { icon: IconPower, tone: 'plain' },
  'no-permission': { icon: IconLock, tone: 'trouble' },
  busy: { icon: IconBan, tone: 'trouble' },
  failed: { icon: IconCircleX, tone: 'trouble' },
  flooding: { icon: IconWaveSine, tone: 'trouble' },
  'too-many': { icon: IconStack2, tone: 'trouble' },
  absent: { icon: IconPlugConnectedX, tone: 'trouble' },
}

/** What a reader does now, as a chip. */
export function ReaderState({ state }: { state: State }) {
  const m = useMessages().readers.states
  const { icon: StateIcon, tone } = LOOK[state]
  return (
    <Tag tone={tone} icon={<StateIcon size={15} aria-hidden="true" />}>
      {m[state]}
    </Tag>
  )
}
