import {
  IconCalendarTime,
  IconFilePlus,
  IconHourglassHigh,
  IconShieldCheck,
  IconUsers,
  IconX,
  IconZoomQuestion,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { IconOctagonX } from './icon-octagon-x.ts'

/**
 * What the desk answers. `not-found` belongs to a key, `provisional` to an admission, the others to a person. `awaiting-referral` is a
 * refusal for want of a referral alone, before anyone was asked for it: not known is not a no.
 */
export type VerdictKind =
  | 'eligible'
  | 'awaiting-referral'
  | 'ineligible'
  | 'not-found'
  | 'stale'
  | 'review'
  | 'provisional'

type KindLook = {
  icon: Icon
  iconSize: number
  iconStroke: number
  /** In a list, where the octagon or ring around the icon is not drawn. */
  chipIcon: Icon
  tear: 'notched' | 'dashed' | 'none'
}

/** What makes them distinct beside the fills in `verdict-panel.module.css`: icon, and how the paper is torn. */
export const KIND_LOOKS: Record<VerdictKind, KindLook> = {
  eligible: { icon: IconShieldCheck, iconSize: 58, iconStroke: 2, chipIcon: IconShieldCheck, tear: 'notched' },
  'awaiting-referral': {
    icon: IconFilePlus,
    iconSize: 46,
    iconStroke: 2,
    chipIcon: IconFilePlus,
    tear: 'dashed',
  },
  ineligible: { icon: IconX, iconSize: 56, iconStroke: 3, chipIcon: IconOctagonX, tear: 'notched' },
  'not-found': {
    icon: IconZoomQuestion,
    iconSize: 48,
    iconStroke: 1.9,
    chipIcon: IconZoomQuestion,
    tear: 'dashed',
  },
  stale: { icon: IconCalendarTime, iconSize: 48, iconStroke: 2, chipIcon: IconCalendarTime, tear: 'none' },
  review: { icon: IconUsers, iconSize: 42, iconStroke: 2.1, chipIcon: IconUsers, tear: 'none' },
  provisional: {
    icon: IconHourglassHigh,
    iconSize: 48,
    iconStroke: 2,
    chipIcon: IconHourglassHigh,
    tear: 'none',
  },
}
