import {
  IconBuildingHospital,
  IconClockPause,
  IconDatabase,
  IconDatabaseExport,
  IconHeartbeat,
  IconKey,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'

export type SettingsSection = 'operators' | 'rights' | 'session' | 'backup' | 'keys' | 'roster' | 'hospital' | 'health'

/** What every section gets. `say`: one sentence at the foot of the screen that passes by itself. */
export type SectionProps = { session: SessionInfo; say: (text: string) => void }

type Group = { group: 'people' | 'data' | 'place' | 'state'; sections: readonly SettingsSection[] }

/** The list at the left, in its order. */
export const SECTION_GROUPS: readonly Group[] = [
  { group: 'people', sections: ['operators', 'rights', 'session'] },
  { group: 'data', sections: ['roster', 'backup', 'keys'] },
  { group: 'place', sections: ['hospital'] },
  { group: 'state', sections: ['health'] },
]

export const SECTION_ICONS: Record<SettingsSection, Icon> = {
  operators: IconUsers,
  rights: IconShieldLock,
  session: IconClockPause,
  backup: IconDatabaseExport,
  keys: IconKey,
  roster: IconDatabase,
  hospital: IconBuildingHospital,
  health: IconHeartbeat,
}

/** Whether the session itself says that somebody should look into this section. */
export function needsAttention(section: SettingsSection, { backup, roster, hospital }: SessionInfo): boolean {
  switch (section) {
    case 'backup':
      return (backup.state !== 'good' && backup.state !== 'running') || backup.offSiteDue
    case 'roster':
      return roster.kind !== 'current' || roster.fellBack
    case 'hospital':
      return hospital === null
    default:
      return false
  }
}
