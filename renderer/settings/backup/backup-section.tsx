import { Button } from '@mantine/core'
import { IconLifebuoy, IconTruckDelivery } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import { useChange } from '../use-change.ts'
import { BackupFiles } from './backup-files.tsx'
import { BackupHealthCard } from './backup-health-card.tsx'
import { BackupPolicyForm } from './backup-policy-form.tsx'
import classes from './backup-section.module.css'

/** Whether this desk could be brought back, and what makes it so. */
export function BackupSection({ session, say }: SectionProps) {
  const { settings } = useMessages()
  const m = settings.backup
  const query = useQuery(queries.backup.policy.queryOptions())
  return (
    <>
      <BackupHealthCard health={session.backup} policy={query.data} />
      <div className={classes.pair}>
        <Panel title={m.policyTitle}>
          <Loaded query={query} lines={5} failed={settings.loadFailed}>
            {(policy) => <BackupPolicyForm key={JSON.stringify(policy)} saved={policy} say={say} />}
          </Loaded>
        </Panel>
        <OffSite session={session} days={query.data?.offSiteDays ?? null} say={say} />
      </div>
      <BackupFiles folder={query.data?.folder ?? null} known={query.data !== undefined} />
      <Panel title={m.restoreTitle} icon={<IconLifebuoy size={18} aria-hidden="true" />}>
        <ol className={classes.steps}>
          {m.restoreSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Panel>
    </>
  )
}

function OffSite({ session: { backup }, days, say }: SectionProps & { days: number | null }) {
  const { settings } = useMessages()
  const m = settings.backup
  const format = useFormat()
  const { busy, trouble, run } = useChange()
  const noted = () =>
    run(async () => {
      const { kind } = await client.backup.takenOffSite()
      if (kind !== 'noted') return settings.unwritten[kind]
      say(m.offSiteNoted)
      await queryClient.invalidateQueries({ queryKey: queries.session.key() })
      return null
    })
  const last = backup.offSiteAt === null ? m.offSiteNever : m.offSiteGood(format.dayAndTime(backup.offSiteAt))
  return (
    <Panel title={m.offSiteTitle} icon={<IconTruckDelivery size={18} aria-hidden="true" />}>
      {backup.offSiteDue && days !== null ? (
        <Trouble>
          {m.offSiteDue(format.days(days))} {last}
        </Trouble>
      ) : (
        <p className={forms.say}>{last}</p>
      )}
      {trouble && <Trouble>{trouble}</Trouble>}
      <div>
        <Button variant="default" disabled={busy || backup.lastGoodAt === null} onClick={noted}>
          {m.offSiteButton}
        </Button>
      </div>
    </Panel>
  )
}
