import { IconBan, IconHourglassHigh, IconShieldCheck, IconWallet } from '@tabler/icons-react'
import type { AdmissionState } from '../../../shared/domain/admission.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './state-tag.module.css'

const ICONS = { guaranteed: IconShieldCheck, provisional: IconHourglassHigh, umum: IconWallet, voided: IconBan }

/** How an admission stands now: word, icon and fill. */
export function StateTag({ state }: { state: AdmissionState }) {
  const words = useMessages().desk.admissions.states
  const Icon = ICONS[state]
  return (
    <span className={classes.tag} data-state={state}>
      <Icon size={15} aria-hidden="true" />
      {words[state]}
    </span>
  )
}
