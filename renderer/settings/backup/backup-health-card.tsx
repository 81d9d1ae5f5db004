import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClockExclamation,
  IconDatabaseExport,
  IconFolderOff,
  IconFolderQuestion,
  IconLoader,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState } from 'react'
import type { BackupHealth } from '../../../shared/contract/backup.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { JournalTotals } from '../../../shared/domain/journal-entry.ts'
import type { BackupPolicy } from '../../../shared/domain/policy.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { instantOf, useNowMs } from '../../ui/use-now.ts'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import classes from './backup-health-card.module.css'
import { fileSize } from './file-size.ts'
import { TotalsTable } from './totals-table.tsx'

const ICONS: Record<BackupHealth['state'], Icon> = {
  good: IconShieldCheck,
  running: IconLoader,
  due: IconClockExclamation,
  'folder-missing': IconFolderOff,
  failed: IconAlertTriangle,
  unset: IconFolderQuestion,
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

type Made = { fileName: string; bytes: number; totals: JournalTotals }

/** The one thing to know about backups, in large, and the button that makes one now. */
export function BackupHealthCard({ health, policy }: { health: BackupHealth; policy: BackupPolicy | undefined }) {
  const m = useMessages().settings.backup
  const format = useFormat()
  const [made, setMade] = useState<Made | null>(null)
  const { busy, trouble, run } = useChange()
  const create = () =>
    run(async () => {
      setMade(null)
      const result = await client.backup.create()
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queries.session.key() }),
        queryClient.invalidateQueries({ queryKey: queries.backup.key() }),
      ])
      if (result.kind === 'failed') return m.failed[result.why]
      setMade(result)
      return null
    })
  const running = busy || health.state === 'running'
  const state = running ? 'running' : health.state
  const StateIcon = ICONS[state]
  return (
    <section className={`card ${classes.card}`} data-state={state} aria-labelledby="backup-state">
      <div className={classes.head}>
        <span className={classes.icon}>
          <StateIcon size={34} stroke={1.9} aria-hidden="true" />
        </span>
        <div className="grow" aria-live="polite">
          <h2 id="backup-state">{m.state[state]}</h2>
          <p>{running ? m.creating : m.next[state]}</p>
        </div>
        <Button
          h={48}
          disabled={running || policy === undefined || policy.folder === null}
          leftSection={<IconDatabaseExport size={20} aria-hidden="true" />}
          onClick={create}
        >
          {m.create}
        </Button>
      </div>
      {running && <div className={classes.running} aria-hidden="true" />}
      <dl className={classes.facts}>
        <div>
          <dt>{m.lastGood}</dt>
          <dd>
            <Ago at={health.lastGoodAt} />
          </dd>
        </div>
        <div>
          <dt>{m.nextDue}</dt>
          <dd>
            <Next health={health} policy={policy} />
          </dd>
        </div>
        <div>
          <dt>{m.offSite}</dt>
          <dd>
            <Ago at={health.offSiteAt} />
          </dd>
        </div>
        <div className={classes.wide}>
          <dt>{m.where}</dt>
          <dd className={policy?.folder ? 'mono' : undefined}>{policy?.folder ?? m.whereNone}</dd>
        </div>
      </dl>
      {trouble && (
        <div className={classes.outcome}>
          <Trouble>{trouble}</Trouble>
        </div>
      )}
      {made && (
        <div className={classes.outcome}>
          <output className={forms.good}>
            <IconShieldCheck size={20} aria-hidden="true" />
            {m.made(made.fileName, fileSize(made.bytes, format.number))}
          </output>
          <TotalsTable totals={made.totals} />
        </div>
      )}
    </section>
  )
}

function Ago({ at }: { at: IsoInstant | null }) {
  const m = useMessages().settings.backup
  const format = useFormat()
  const nowMs = useNowMs()
  if (at === null) return m.never
  const passedMs = nowMs - Date.parse(at)
  return (
    <>
      {format.dayAndTime(at)}
      <small>{passedMs < MINUTE_MS ? m.justNow : m.ago(shortDuration(passedMs, format))}</small>
    </>
  )
}

function Next({ health, policy }: { health: BackupHealth; policy: BackupPolicy | undefined }) {
  const m = useMessages().settings.backup
  const format = useFormat()
  const nowMs = useNowMs()
  if (!policy || policy.folder === null) return m.nextNone
  if (health.lastGoodAt === null) return m.nextNow
  const dueMs = Date.parse(health.lastGoodAt) + policy.everyHours * HOUR_MS
  return dueMs <= nowMs ? m.nextNow : format.dayAndTime(instantOf(dueMs))
}

function shortDuration(durationMs: number, format: ReturnType<typeof useFormat>): string {
  const days = Math.floor(durationMs / (24 * HOUR_MS))
  return days >= 2 ? format.days(days) : format.duration(durationMs)
}
