import { Button } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { HealthItem, HealthTopic } from '../../../shared/contract/health.ts'
import { explainHealth } from '../../../shared/texts/health.ts'
import { queries } from '../../api.ts'
import { useFormat, useLanguage, useMessages, useTimeZone } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { SettingsSection } from '../sections.ts'
import classes from './health-section.module.css'

const ICONS = { well: IconCircleCheck, notice: IconInfoCircle, trouble: IconAlertTriangle }

/** Where something can be done about it; the others are mended outside of the program. */
const SECTION_OF: Partial<Record<HealthTopic, SettingsSection>> = {
  keys: 'keys',
  'recovery-kit': 'keys',
  hospital: 'hospital',
  operators: 'operators',
  roster: 'roster',
  feeds: 'roster',
  readers: 'readers',
  backup: 'backup',
  'off-site': 'backup',
  retention: 'session',
}

/** One page: what is well, what is not, what to do. */
export function HealthSection({ onSection }: { onSection: (section: SettingsSection) => void }) {
  const { settings } = useMessages()
  const m = settings.health
  const format = useFormat()
  // Looking takes the core a while: it is done when somebody opens the page or asks again, not behind their back.
  const query = useQuery(queries.health.report.queryOptions({ staleTime: 0, gcTime: 0 }))
  const items = query.data?.items ?? []
  const wrong = ['trouble', 'notice'].flatMap((level) => items.filter((item) => item.level === level))
  const well = items.filter(({ level }) => level === 'well')
  const count = (level: HealthItem['level']) => items.filter((item) => item.level === level).length
  return (
    <>
      <Panel
        title={!query.data ? m.checking : wrong.length === 0 ? m.allWell : m.some(count('trouble'), count('notice'))}
        say={query.data ? `${m.checkedAt(format.timeWithZone(query.data.checkedAt))}. ${m.say}` : m.say}
        aside={
          <Button
            disabled={query.isFetching}
            leftSection={<IconRefresh size={18} aria-hidden="true" />}
            onClick={() => void query.refetch()}
          >
            {query.isFetching ? m.checking : m.again}
          </Button>
        }
      >
        <Loaded query={query} lines={8} failed={settings.loadFailed}>
          {() => <Wrong items={wrong} onSection={onSection} />}
        </Loaded>
      </Panel>
      {well.length > 0 && (
        <Panel title={m.wellTitle}>
          <ul className={classes.well}>
            {well.map((item) => (
              <Well key={`${item.topic} ${item.code}`} item={item} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

type WrongProps = { items: readonly HealthItem[]; onSection: (section: SettingsSection) => void }

function Wrong({ items, onSection }: WrongProps) {
  const { settings } = useMessages()
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const m = settings.health
  if (items.length === 0) return null
  return (
    <ul className={classes.wrong}>
      {items.map((item) => {
        const Icon = ICONS[item.level]
        const text = explainHealth(item, { language, timeZone })
        const section = SECTION_OF[item.topic]
        return (
          <li key={`${item.topic} ${item.code}`} data-level={item.level}>
            <Icon size={22} aria-hidden="true" />
            <div className="grow">
              <div className={classes.title}>
                <b>{text.topic}</b>
                <Tag tone={item.level === 'trouble' ? 'trouble' : 'plain'}>{m.levels[item.level]}</Tag>
              </div>
              <p>{text.so}</p>
              {text.next !== null && <p className={classes.todo}>{text.next}</p>}
            </div>
            {section && (
              <button type="button" className={classes.open} onClick={() => onSection(section)}>
                {settings.sections[section]}
                <IconChevronRight size={16} aria-hidden="true" />
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Well({ item }: { item: HealthItem }) {
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const text = explainHealth(item, { language, timeZone })
  return (
    <li>
      <IconCircleCheck size={20} aria-hidden="true" />
      <span>
        <b>{text.topic}</b>
        <span>{text.so}</span>
      </span>
    </li>
  )
}
