import {
  IconBabyCarriage,
  IconBarcode,
  IconFileCertificate,
  IconKeyboard,
  IconPointer,
  IconUrgent,
  IconUserSearch,
} from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import type { Source } from '../../../shared/contract/desk.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Ear } from '../../ui/ear.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { KeyField } from './key-field.tsx'
import { KnownKinds } from './known-kinds.tsx'
import classes from './listen-panel.module.css'

/** How the text in the field came and what it was taken for. */
export type Heard = {
  source: Source
  reader: string | null
  what: 'nik' | 'kk' | 'jkn' | 'card' | 'uid' | 'name' | 'letter' | 'unknown'
}

type Props = {
  fieldRef: RefObject<HTMLInputElement | null>
  text: string
  today: IsoDate
  compact: boolean
  busy: boolean
  heard: Heard | null
  lastLetter: { time: string; name: string; number: string } | null
  onText: (text: string) => void
  onSubmit: (text: string) => void
  onReprint: () => void
  onNameSearch: () => void
  onNewborn: () => void
  onEmergency: () => void
}

/** Always at the top left, always listening: large on the idle desk, small beside an answer. */
export function ListenPanel(props: Props) {
  const { compact, busy, heard, lastLetter } = props
  const { desk, scan } = useMessages()
  const m = desk.listen
  return (
    <section className={`${classes.panel} dark`} data-compact={compact || undefined} aria-label={m.field}>
      <div className={classes.head}>
        <Ear light={busy ? 'busy' : 'listening'}>{busy ? m.checking : compact ? m.readyNext : m.ready}</Ear>
        {compact && <Kbd>F2</Kbd>}
      </div>
      {!compact && (
        <h2 className={classes.invite}>
          {m.invite[0]}
          <br />
          {m.invite[1]}
        </h2>
      )}
      <KeyField
        fieldRef={props.fieldRef}
        text={props.text}
        today={props.today}
        compact={compact}
        settled={heard !== null}
        onText={props.onText}
        onSubmit={props.onSubmit}
      />
      {compact && heard && (
        <p className={classes.heard}>
          {sourceIcon(heard.source)}
          {m.what[heard.what]}, {heard.reader === null ? m.from[heard.source] : scan.from(heard.reader || scan.unnamed)}
        </p>
      )}
      {!compact && (
        <>
          <KnownKinds />
          {lastLetter && (
            <div className={classes.last}>
              <span className={classes.tile}>
                <IconFileCertificate size={20} aria-hidden="true" />
              </span>
              <span className="grow">
                <small>{m.lastLetter(lastLetter.time)}</small>
                <b className={classes.letter}>
                  <span className="ellipsis">{lastLetter.name}</span> <span className="mono">{lastLetter.number}</span>
                </b>
              </span>
              <button type="button" className={classes.reprint} aria-keyshortcuts="Control+P" onClick={props.onReprint}>
                {m.reprint}
                <Kbd>Ctrl P</Kbd>
              </button>
            </div>
          )}
          <div className={classes.doors}>
            <Door
              icon={<IconUserSearch size={20} aria-hidden="true" />}
              label={m.byName}
              name="F4"
              onOpen={props.onNameSearch}
            />
            <Door
              icon={<IconBabyCarriage size={20} aria-hidden="true" />}
              label={m.newborn}
              name="F6"
              onOpen={props.onNewborn}
            />
            <Door
              icon={<IconUrgent size={20} aria-hidden="true" />}
              label={m.emergency}
              name="F9"
              urgent
              onOpen={props.onEmergency}
            />
          </div>
        </>
      )}
    </section>
  )
}

type DoorProps = { icon: ReactNode; label: string; name: string; urgent?: boolean; onOpen: () => void }

function Door({ icon, label, name, urgent = false, onOpen }: DoorProps) {
  return (
    <button
      type="button"
      className={classes.door}
      data-urgent={urgent || undefined}
      aria-keyshortcuts={name}
      onClick={onOpen}
    >
      <span className={classes.tile}>{icon}</span>
      <span className="grow">{label}</span>
      <Kbd>{name}</Kbd>
    </button>
  )
}

function sourceIcon(source: Source): ReactNode {
  switch (source) {
    case 'hid':
    case 'wedge':
      return <IconBarcode size={16} aria-hidden="true" />
    case 'typed':
      return <IconKeyboard size={16} aria-hidden="true" />
    case 'chosen':
      return <IconPointer size={16} aria-hidden="true" />
  }
}
