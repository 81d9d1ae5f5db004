import { Button } from '@mantine/core'
import { IconBarcode, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Ear } from '../../ui/ear.tsx'
import type { SectionProps } from '../sections.ts'
import { HeardCard } from './heard-card.tsx'
import { HeardHistory } from './heard-history.tsx'
import classes from './listen-anything.module.css'
import { ReportsTable } from './reports-table.tsx'
import { useTest } from './use-test.ts'
import type { Listening } from './use-test.ts'
import { WedgeTarget } from './wedge-target.tsx'

const MINUTE_MS = 60_000

/** "Scan anything, see what was read": the desk's listening panel, for trying out. */
export function ListenAnything({ session, say }: SectionProps) {
  const { readers } = useMessages()
  const m = readers.test
  const { hearing, listening, start, stop, onWedge } = useTest()
  const panel = useRef<HTMLElement>(null)
  const [unfolded, setUnfolded] = useState(false)
  const [chosen, setChosen] = useState<{ key: number; latest: number } | null>(null)
  const open = listening.kind !== 'idle'
  const [latest] = hearing.heard
  const latestKey = latest?.key
  // What is read stands under the invitation: without this, out of sight on a low screen. Not at the click that starts it: a second click
  // would land on whatever had moved under the pointer.
  useEffect(() => {
    if (latestKey !== undefined) panel.current?.scrollIntoView({ block: 'start' })
  }, [latestKey])
  // A new scan is shown at once, whatever was looked at.
  const isChosen = (key: number) => key === chosen?.key && latest?.key === chosen.latest
  const shown = hearing.heard.find(({ key }) => isChosen(key)) ?? latest
  return (
    <section ref={panel} className={`${classes.panel} dark`} aria-label={m.title}>
      <div className={classes.head}>
        <div className="grow">
          <ListeningEar listening={listening} />
          <h2 className={classes.invite}>{open ? m.invite : m.title}</h2>
          <p className={classes.say}>{open ? m.inviteSay : m.say}</p>
        </div>
        {open ? (
          <button type="button" className={classes.stop} onClick={({ detail }) => !isSecond(detail) && stop()}>
            <IconPlayerStop size={18} aria-hidden="true" />
            {m.stop}
          </button>
        ) : (
          <Button
            variant="white"
            leftSection={<IconBarcode size={18} aria-hidden="true" />}
            onClick={({ detail }) => {
              if (isSecond(detail)) return
              setChosen(null)
              start()
            }}
          >
            {m.start}
          </Button>
        )}
      </div>
      {open && <WedgeTarget today={session.today} say={say} onScan={onWedge} />}
      <div className={classes.said} aria-live="polite">
        {shown && <HeardCard key={shown.key} heard={shown} unfolded={unfolded} onUnfold={setUnfolded} />}
      </div>
      {[...hearing.pending.entries()].map(([reader, { readerName, reports }]) => (
        <div key={reader} className={classes.pending}>
          <p>
            <b>{readerName || readers.unnamed}</b> {m.pending}
          </p>
          <ReportsTable reports={reports} />
        </div>
      ))}
      {hearing.heard.length > 1 && (
        <HeardHistory
          heard={hearing.heard}
          shown={shown?.key ?? null}
          onChoose={(key) => setChosen(latest ? { key, latest: latest.key } : null)}
        />
      )}
    </section>
  )
}

/** Of a double click: on the button that the first click has put in the place of its own. */
function isSecond(detail: number): boolean {
  return detail > 1
}

function ListeningEar({ listening }: { listening: Listening }) {
  const m = useMessages().readers.test
  const format = useFormat()
  if (listening.kind === 'idle') return <Ear light="off">{m.idle[listening.why]}</Ear>
  const starting = listening.kind === 'starting'
  return (
    <Ear
      light={starting ? 'busy' : 'listening'}
      beside={m.stopsIn(format.duration(Math.ceil(listening.leftMs / MINUTE_MS) * MINUTE_MS))}
    >
      {starting ? m.starting : m.listening}
    </Ear>
  )
}
