import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { localDate } from '../../shared/domain/dates.ts'
import type { IsoInstant } from '../../shared/domain/dates.ts'
import type { Format } from '../messages/format.ts'
import type { Messages } from '../messages/id.ts'
import { useFormat, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { StatusItem } from './status-item.tsx'

type Props = { session: SessionInfo; onOpen: () => void }

/** The last good backup; what is wrong with it turns the item into a pill that leads to the remedy. */
export function BackupItem({ session, onOpen }: Props) {
  const messages = useMessages()
  const format = useFormat()
  const timeZone = useTimeZone()
  const { state, offSiteDue } = session.backup
  const well = state === 'running' || (state === 'good' && !offSiteDue)
  const Icon = well ? IconShieldCheck : IconShieldX
  return (
    <StatusItem
      icon={<Icon size={15} aria-hidden="true" />}
      word={messages.accounts.backup.word}
      value={backupText(session, timeZone, messages, format)}
      tone={well ? 'good' : 'trouble'}
      onOpen={onOpen}
    />
  )
}

function backupText({ backup, today }: SessionInfo, timeZone: string, messages: Messages, format: Format): string {
  const m = messages.accounts.backup
  const { lastGoodAt, state, offSiteDue } = backup
  const when = lastGoodAt === null ? null : backupTime(lastGoodAt, today, timeZone, messages, format)
  switch (state) {
    case 'good':
      return when === null ? m.never : offSiteDue ? m.takeAway(when) : when
    case 'running':
      return m.running
    case 'due':
      return when === null ? m.never : m.due(when)
    case 'folder-missing':
      return m.folderMissing
    case 'failed':
      return m.failed
    case 'unset':
      return m.unset
  }
}

/** `hari ini 02.00`, or the day with its time. */
function backupTime(at: IsoInstant, today: string, timeZone: string, messages: Messages, format: Format): string {
  const isToday = localDate(at, timeZone) === today
  return isToday ? messages.accounts.backup.today(format.time(at)) : format.dayAndTime(at)
}
