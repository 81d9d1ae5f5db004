import { Button, Menu } from '@mantine/core'
import {
  IconDatabaseExport,
  IconFilter,
  IconHistory,
  IconId,
  IconListSearch,
  IconSettings,
  IconUserCircle,
  IconUserQuestion,
} from '@tabler/icons-react'
import type { AuditLine } from '../../shared/contract/audit.ts'
import { localDate } from '../../shared/domain/dates.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useFormat, useLanguage, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import table from '../ui/data-table.module.css'
import { Loaded } from '../ui/loaded.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { actorWords } from './actor-words.ts'
import { codeOf, groupOf } from './audit-filters.ts'
import classes from './audit-table.module.css'
import { factWords } from './fact-words.ts'
import type { Trail } from './use-trail.ts'

const ICONS = {
  persons: IconId,
  operators: IconUserCircle,
  configuration: IconSettings,
  trail: IconHistory,
  safekeeping: IconDatabaseExport,
}

type Props = {
  trail: Trail
  /** Operator, action or person were chosen: then an empty list is theirs. */
  narrowed: boolean
  onPerson: (subject: string) => void
  onAsk: (subject: string) => void
}

/** Lines of the trail, newest first. */
export function AuditTable({ trail, narrowed, onPerson, onAsk }: Props) {
  const { audit: m } = useMessages()
  const { lines, older } = trail
  const query = { data: trail.loaded ? lines : undefined, isError: trail.failed, refetch: trail.refresh }
  return (
    <ScrollRegion className={classes.scroll} label={m.table} busy={trail.fetching}>
      <Loaded query={query} lines={9} failed={m.failed}>
        {() =>
          lines.length === 0 ? (
            <div className={classes.empty}>
              <span>
                <IconListSearch size={26} aria-hidden="true" />
              </span>
              <p>{narrowed ? m.empty : m.emptyAll}</p>
            </div>
          ) : (
            <>
              {trail.failed && <Trouble>{m.failed}</Trouble>}
              <table className={`${table.table} ${classes.table}`} data-sticky aria-label={m.table}>
                <thead>
                  <tr>
                    <th scope="col">{m.columns.time}</th>
                    <th scope="col">{m.columns.actor}</th>
                    <th scope="col">{m.columns.action}</th>
                    <th scope="col">{m.columns.facts}</th>
                    <th scope="col">{m.columns.subject}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <Line key={line.seq} line={line} onPerson={onPerson} onAsk={onAsk} />
                  ))}
                </tbody>
              </table>
              {older.has && (
                <div className={classes.older}>
                  <Button variant="default" disabled={older.loading} onClick={older.load}>
                    {older.loading ? m.loadingOlder : m.older}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </ScrollRegion>
  )
}

function Line({ line, onPerson, onAsk }: { line: AuditLine } & Pick<Props, 'onPerson' | 'onAsk'>) {
  const messages = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const timeZone = useTimeZone()
  const m = messages.audit
  const Icon = ICONS[groupOf(line.action)]
  return (
    <tr>
      <td className={classes.time}>
        <span className="muted">{format.shortDate(localDate(line.at, timeZone))}</span>{' '}
        <b className="mono">{format.time(line.at)}</b>
      </td>
      <td className={classes.actor}>{actorWords(line.actor, m)}</td>
      <td>
        <span className={classes.action} data-group={groupOf(line.action)}>
          <Icon size={17} stroke={1.9} aria-hidden="true" />
          {m.actions[line.action]}
        </span>
      </td>
      <td className={classes.facts}>{factWords(line.facts, { messages, language, format }).join(' · ')}</td>
      <td className={classes.subject}>
        {line.subject === null ? (
          <span className="muted" aria-hidden="true">
            {m.noSubject}
          </span>
        ) : (
          <Subject subject={line.subject} onPerson={onPerson} onAsk={onAsk} />
        )}
      </td>
    </tr>
  )
}

function Subject({ subject, onPerson, onAsk }: { subject: string } & Pick<Props, 'onPerson' | 'onAsk'>) {
  const { audit: m } = useMessages()
  const code = codeOf(subject)
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={`mono ${classes.code}`} aria-label={m.subjectOpen(code)}>
          {code}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFilter size={17} aria-hidden="true" />} onClick={() => onPerson(subject)}>
          {m.subjectFilter}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserQuestion size={17} aria-hidden="true" />} onClick={() => onAsk(subject)}>
          {m.subjectAsk}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
