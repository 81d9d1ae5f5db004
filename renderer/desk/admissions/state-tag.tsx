import { IconBan, IconHourglassHigh, IconShieldCheck, IconWallet } from '@tabler/icons-react'
import type { AdmissionState } from '../../../shared/domain/admission.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Tag, type TagTone } from '../../ui/tag.tsx'

const LOOKS = {
  guaranteed: { tone: 'good', Icon: IconShieldCheck },
  provisional: { tone: 'trouble', Icon: IconHourglassHigh },
  umum: { tone: 'plain', Icon: IconWallet },
  voided: { tone: 'struck', Icon: IconBan },
} as const satisfies Record<AdmissionState, { tone: TagTone; Icon: typeof IconBan }>

/** How an admission stands now: word, icon and fill. */
export function StateTag({ state }: { state: AdmissionState }) {
  const words = useMessages().desk.admissions.states
  const { tone, Icon } = LOOKS[state]
  return (
    <Tag tone={tone} icon={<Icon size={15} aria-hidden="true" />}>
      {words[state]}
    </Tag>
  )
}
