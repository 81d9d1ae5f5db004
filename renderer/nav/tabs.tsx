import { IconBuildingStore, IconListDetails, IconSettings, IconZoomCheck } from '@tabler/icons-react'
import { useMessages } from '../messages/use-messages.tsx'
import { AREA_KEYS } from './areas.ts'
import type { Area } from './areas.ts'
import classes from './tabs.module.css'
import { useWork } from './work.ts'

const ICONS = { desk: IconBuildingStore, admissions: IconListDetails, settings: IconSettings, audit: IconZoomCheck }

/** The parts that this operator may open. Where there is only one, it needs no tab. */
export function Tabs() {
  const { accounts, common } = useMessages()
  const { areas, area, go } = useWork()
  if (areas.length < 2) return null
  const tab = (one: Area) => {
    const Icon = ICONS[one]
    const { name, aria } = AREA_KEYS[one]
    return (
      <button
        key={one}
        type="button"
        className={classes.tab}
        aria-current={one === area ? 'page' : undefined}
        aria-keyshortcuts={aria}
        title={common.key(name)}
        onClick={() => go(one)}
      >
        <Icon size={17} stroke={1.9} aria-hidden="true" />
        {accounts.areas[one]}
      </button>
    )
  }
  return (
    <nav className={classes.tabs} aria-label={accounts.areas.label}>
      {areas.map(tab)}
    </nav>
  )
}
