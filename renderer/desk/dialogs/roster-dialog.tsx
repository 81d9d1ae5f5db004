import { Button, Modal, Progress, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ImportEvent } from '../../../shared/contract/roster.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { SessionInfo } from '../../../shared/contract/session.ts'
import type { RosterState } from '../../../shared/domain/roster-state.ts'
import { client } from '../../api.ts'
import { PullButton } from '../../feeds/pull-button.tsx'
import { SourceList } from '../../feeds/source-list.tsx'
import { useFeeds } from '../../feeds/use-feeds.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { Trouble } from '../answer/form-parts.tsx'
import { DateField } from '../forms/date-field.tsx'
import classes from './dialogs.module.css'

export type ImportRun = ImportEvent | { kind: 'idle' } | { kind: 'starting' } | { kind: 'lost' }

type Props = { session: SessionInfo; onClose: () => void }

/** What data the desk answers from. Sources are asked anew by whoever admits; files are loaded by an administrator, in the settings. */
export function RosterDialog({ session, onClose }: Props) {
  useFocusReturn()
  const { desk, common } = useMessages()
  const m = desk.dialogs
  const feeds = useFeeds().data ?? []
  const several = feeds.length > 0
  const mayPull = session.operator?.rights.includes('enter') ?? false
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.rosterTitle}
      // Its top stays where it is while cards below it grow: no button moves under the hand.
      centered={!several}
      yOffset={several ? '8vh' : undefined}
      size={several ? 760 : 560}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {several ? (
        <SourceList
          bare
          session={session}
          feeds={feeds}
          renderButtons={(feed) => mayPull && <PullButton feed={feed} right="enter" />}
        />
      ) : (
        <RosterFacts roster={session.roster} />
      )}
      <div className={`${classes.load} ${classes.foot}`}>
        {!several && <p className={classes.say}>{m.rosterNotYours}</p>}
        <div className={classes.buttons}>
          <Button variant="default" data-autofocus data-primary onClick={onClose}>
            {common.close}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

type LoadProps = {
  run: ImportRun
  onStart: (path: string, asOf: IsoDate | null) => void
  /** Other buttons beside the one that loads. */
  children?: ReactNode
}

/** Which file to load, and how the load goes. */
export function RosterLoad({ run, onStart, children }: LoadProps) {
  const { desk } = useMessages()
  const m = desk.dialogs
  const [path, setPath] = useState('')
  const [asOf, setAsOf] = useState<IsoDate | null>(null)
  const running = run.kind === 'progress' || run.kind === 'starting'
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '' && !running) onStart(path.trim(), asOf)
      }}
    >
      <TextInput
        label={m.rosterPath}
        description={m.rosterPathHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={1024}
        data-autofocus
        disabled={running}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <DateField
        label={m.rosterAsOfField}
        hint={m.rosterAsOfHint}
        value={null}
        wrong={desk.form.dateWrong}
        onChange={setAsOf}
      />
      <RunState run={run} />
      <div className={classes.buttons}>
        <Button type="submit" disabled={running || path.trim() === ''}>
          {m.rosterStart}
        </Button>
        {children}
      </div>
    </form>
  )
}

export function RosterFacts({ roster }: { roster: RosterState }) {
  const { desk, common } = useMessages()
  const m = desk.dialogs
  const format = useFormat()
  switch (roster.kind) {
    case 'none':
      return <Trouble>{desk.noRoster.say}</Trouble>
    case 'damaged':
      return <Trouble>{desk.noRoster.damaged}</Trouble>
    case 'current':
      return (
        <dl className={classes.facts}>
          <dt>{m.rosterAsOf}</dt>
          <dd>
            {format.date(roster.asOf)} ({roster.ageDays === 0 ? common.today : format.days(roster.ageDays)})
          </dd>
          <dt>{m.rosterPeople}</dt>
          <dd>{format.number(roster.people)}</dd>
          <dt>{m.rosterImported}</dt>
          <dd>{format.dayAndTime(roster.importedAt)}</dd>
          <dt>{m.rosterVersion}</dt>
          <dd className="mono">{roster.version}</dd>
        </dl>
      )
  }
}

function RunState({ run }: { run: ImportRun }) {
  const { desk } = useMessages()
  const m = desk.dialogs
  const format = useFormat()
  switch (run.kind) {
    case 'idle':
      return null
    case 'starting':
    case 'progress': {
      const percent = run.kind === 'progress' ? Math.round(run.progress.fraction * 100) : 0
      const stage = run.kind === 'progress' ? m.rosterRunning[run.progress.stage] : m.rosterRunning.reading
      return (
        <div className={classes.progress}>
          <p aria-live="polite">
            {stage} · {m.rosterRows(format.number(run.kind === 'progress' ? run.progress.rows : 0))}
          </p>
          <Progress value={percent} size={10} aria-label={stage} />
          <p className="muted">{m.rosterKeepWorking}</p>
        </div>
      )
    }
    case 'done': {
      const { people, seconds, rowsRejected, rejectsFile } = run.report
      return (
        <div className={classes.done} aria-live="polite">
          <p>{m.rosterDone(format.number(people), format.number(Math.round(seconds * 10) / 10))}</p>
          {rowsRejected > 0 && rejectsFile && <p>{m.rosterRejected(format.number(rowsRejected), rejectsFile)}</p>}
        </div>
      )
    }
    case 'refused': {
      const detail = Object.values(run.refusal.detail).join(', ')
      return (
        <Trouble>
          {m.rosterRefused[run.refusal.code]} {detail !== '' && `(${detail})`}
        </Trouble>
      )
    }
    case 'lost':
      return <Trouble>{desk.notices.failed}</Trouble>
  }
}

/** Runs an import and reports each step; the last word is `done`, `refused` or `lost`. */
export async function runImport(path: string, asOf: IsoDate | null, onStep: (run: ImportRun) => void): Promise<void> {
  onStep({ kind: 'starting' })
  try {
    const steps = await client.roster.import(asOf ? { path, asOf } : { path })
    for await (const step of steps) onStep(step)
  } catch {
    onStep({ kind: 'lost' })
  }
}
