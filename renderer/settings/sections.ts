import {
  IconBarcode,
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
import type { ReadersInfo } from '../../shared/contract/readers.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { readersInTrouble } from './readers/reader-trouble.ts'

export type SettingsSection =
  | 'operators'
  | 'rights'
  | 'session'
  | 'backup'
  | 'keys'
  | 'roster'
  | 'readers'
  | 'hospital'
  | 'health'

/** What every section gets. `say`: one sentence at the foot of the screen that passes by itself. */
export type SectionProps = { session: SessionInfo; say: (text: string) => void }

type Group = { group: 'people' | 'data' | 'devices' | 'place' | 'state'; sections: readonly SettingsSection[] }

/** The list at the left, in its order. */
export const SECTION_GROUPS: readonly Group[] = [
  { group: 'people', sections: ['operators', 'rights', 'session'] },
  { group: 'data', sections: ['roster', 'backup', 'keys'] },
  { group: 'devices', sections: ['readers'] },
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
  readers: IconBarcode,
  hospital: IconBuildingHospital,
  health: IconHeartbeat,
}

/** Whether what the page knows already says that somebody should look into this section. `readers`: null while it is not known. */
export function needsAttention(
  section: SettingsSection,
  { backup, roster, hospital }: SessionInfo,
  readers: ReadersInfo | null,
): boolean {
  switch (section) {
    case 'backup':
      return (backup.state !== 'good' && backup.state !== 'running') || backup.offSiteDue
    case 'roster':
      return (
        roster.kind !== 'current' ||
        roster.sources.some((source) => source.kind === 'damaged' || (source.kind === 'serving' && source.fellBack))
      )
    case 'readers':
      return readers !== null && readersInTrouble(readers)
    case 'hospital':
      return hospital === null
    default:
      return false
  }
}
