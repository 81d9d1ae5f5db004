import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { ImportRun } from '../desk/dialogs/roster-dialog.tsx'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { isInTrouble } from '../feeds/feed-standing.ts'
import { useFeeds } from '../feeds/use-feeds.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { BackupSection } from './backup/backup-section.tsx'
import { HealthSection } from './health/health-section.tsx'
import { HospitalSection } from './hospital/hospital-section.tsx'
import { KeysSection } from './keys/keys-section.tsx'
import { OperatorsSection } from './operators/operators-section.tsx'
import { PoliciesSection } from './policies/policies-section.tsx'
import { ReadersSection } from './readers/readers-section.tsx'
import { useReaders } from './readers/use-readers.ts'
import { RightsSection } from './rights/rights-section.tsx'
import { RosterSection } from './roster/roster-section.tsx'
import { needsAttention, SECTION_GROUPS, SECTION_ICONS } from './sections.ts'
import type { SectionProps, SettingsSection } from './sections.ts'
import classes from './settings-screen.module.css'
import { usePrimaryKey } from './use-primary-key.ts'

type Props = { session: SessionInfo; section: SettingsSection; onSection: (section: SettingsSection) => void }

/** Everything that an administrator sets: a list of sections at the left, one section at the right. */
export function SettingsScreen({ session, section, onSection }: Props) {
  const m = useMessages().settings
  const { notice, say } = useNotice()
  const [importRun, setImportRun] = useState<ImportRun>({ kind: 'idle' })
  usePrimaryKey()
  const admits = session.operator?.rights.includes('enter') ?? false
  useNoScans(say, admits ? m.scanForDesk : m.scanUnused, 'page')
  return (
    <main className={classes.screen}>
      <nav className={classes.nav} aria-label={m.list}>
        <p className={classes.title}>{m.title}</p>
        {SECTION_GROUPS.map(({ group, sections }) => (
          <div key={group} className={classes.group}>
            <p className={classes.groupName}>{m.groups[group]}</p>
            {sections.map((one) => (
              <SectionLink key={one} section={one} session={session} current={one === section} onSection={onSection} />
            ))}
          </div>
        ))}
      </nav>
      <ScrollRegion key={section} className={classes.scroll} label={m.sections[section]}>
        <h1 className={classes.heading}>{m.sections[section]}</h1>
        <div className={classes.section}>
          <SectionOf
            section={section}
            session={session}
            say={say}
            importRun={importRun}
            onImportRun={setImportRun}
            onSection={onSection}
          />
        </div>
      </ScrollRegion>
      <NoticeLine notice={notice} />
    </main>
  )
}

function SectionLink({ section, session, current, onSection }: Props & { current: boolean }) {
  const m = useMessages().settings
  const readers = useReaders().data ?? null
  const feeds = useFeeds().data ?? []
  const Icon = SECTION_ICONS[section]
  return (
    <button
      type="button"
      className={classes.link}
      aria-current={current ? 'page' : undefined}
      onClick={() => onSection(section)}
    >
      <Icon size={18} stroke={1.9} aria-hidden="true" />
      <span className="grow">{m.sections[section]}</span>
      {(needsAttention(section, session, readers) || (section === 'roster' && feeds.some(isInTrouble))) && (
        <span className={classes.attention}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span className="unseen">{m.attention}</span>
        </span>
      )}
    </button>
  )
}

type SectionOfProps = SectionProps &
  Omit<Props, 'session'> & { importRun: ImportRun; onImportRun: (run: ImportRun) => void }

function SectionOf({ section, onSection, importRun, onImportRun, ...props }: SectionOfProps) {
  switch (section) {
    case 'operators':
      return <OperatorsSection {...props} />
    case 'rights':
      return <RightsSection {...props} />
    case 'session':
      return <PoliciesSection {...props} />
    case 'backup':
      return <BackupSection {...props} />
    case 'keys':
      return <KeysSection {...props} />
    case 'roster':
      return <RosterSection {...props} run={importRun} onRun={onImportRun} />
    case 'readers':
      return <ReadersSection {...props} />
    case 'hospital':
      return <HospitalSection {...props} />
    case 'health':
      return <HealthSection onSection={onSection} />
  }
}
