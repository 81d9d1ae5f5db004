import {
  IconAlertTriangle,
  IconBarcode,
  IconFileCertificate,
  IconHeartbeat,
  IconId,
  IconKeyboard,
  IconNfc,
  IconTextScan2,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { KeyKind } from '../../../shared/domain/reading.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { aimName } from './aim-names.ts'
import type { Heard } from './heard.ts'
import classes from './heard-card.module.css'
import { meaningOf } from './meaning.ts'
import { ReportsTable } from './reports-table.tsx'

const ICONS: Record<KeyKind | 'letter' | 'unreadable', Icon> = {
  nik: IconId,
  kk: IconUsersGroup,
  jkn: IconHeartbeat,
  card: IconBarcode,
  uid: IconNfc,
  letter: IconFileCertificate,
  unreadable: IconTextScan2,
}

type Props = { heard: Heard; unfolded: boolean; onUnfold: (unfolded: boolean) => void }

/** One scan: in words for the clerk, and folded under them everything for the technician. */
export function HeardCard({ heard, unfolded, onUnfold }: Props) {
  const m = useMessages().readers.test
  return (
    <div className={`card ${classes.card}`} data-rejected={heard.what.kind === 'rejected' || undefined}>
      <InWords heard={heard} />
      {heard.readerName === null && (
        <p className={classes.hint}>
          <IconKeyboard size={18} aria-hidden="true" />
          {m.wedgeHint}
        </p>
      )}
      <details className={classes.fold} open={unfolded} onToggle={(event) => onUnfold(event.currentTarget.open)}>
        <summary>{m.technician}</summary>
        <Facts heard={heard} />
        {heard.readerName !== null &&
          (heard.reports === null ? (
            <p className={classes.none}>{m.rawNone}</p>
          ) : (
            <ReportsTable reports={heard.reports} />
          ))}
      </details>
    </div>
  )
}

function InWords({ heard: { what, readerName } }: { heard: Heard }) {
  const messages = useMessages()
  const m = messages.readers.test
  const from = m.from(readerName === null ? m.keyboard : readerName || messages.scan.unnamed)
  if (what.kind === 'rejected')
    return (
      <div className={classes.words}>
        <IconAlertTriangle size={28} aria-hidden="true" />
        <div className="grow">
          <p className={classes.word}>
            <b>{m.rejected}</b> <span>{from}</span>
          </p>
          <p className={classes.why}>{m.why[what.why]}</p>
          <p className={classes.note}>{m.rejectedSay}</p>
        </div>
      </div>
    )
  const { word, number, note } = meaningOf(what.text, what.reading, messages)
  const WhatIcon =
    ICONS[what.reading.kind === 'keys' ? (what.reading.keys[0]?.kind ?? 'unreadable') : what.reading.kind]
  return (
    <div className={classes.words}>
      <WhatIcon size={28} aria-hidden="true" />
      <div className="grow">
        <p className={classes.word}>
          <b>{word}</b> <span>{from}</span>
        </p>
        {number !== '' && <p className={`mono ${classes.number}`}>{number}</p>}
        {note !== null && <p className={classes.note}>{note}</p>}
      </div>
    </div>
  )
}

function Facts({ heard }: { heard: Heard }) {
  const m = useMessages().readers.test.facts
  const format = useFormat()
  const { aim, uid, reports, reportCount, msSinceReport, typed, what, readerName } = heard
  const ms = (value: number) =>
    value < 1 ? m.instant : m.ms(format.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)))
  const facts: [label: string, value: ReactNode][] = []
  if (what.kind === 'read') facts.push([m.text, m.length([...what.text].length)])
  if (readerName !== null && what.kind === 'read') facts.push([m.aim, <Aim key="aim" aim={aim} />])
  if (uid !== null) facts.push([m.uid, `${uid.raw.replaceAll('*', '•')} (${m.uidForms[uid.form]})`])
  if (readerName !== null) facts.push([m.reports, format.number(reportCount)])
  if (reports !== null && reports.hex.length > 1)
    facts.push([m.span, ms((reports.times.at(-1) ?? 0) - (reports.times[0] ?? 0))])
  if (msSinceReport !== null) facts.push([m.wait, ms(msSinceReport)])
  if (typed !== null) facts.push([m.keys, format.number(typed.keys)])
  if (typed !== null && typed.msPerKey !== null) facts.push([m.pace, ms(typed.msPerKey)])
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Aim({ aim }: { aim: string | null }) {
  const m = useMessages().readers.test.facts
  if (aim === null) return m.noAim
  const name = aimName(aim)
  if (name === null) return m.unknownAim(aim)
  return (
    <>
      <span className="mono">{aim}</span> {name}
    </>
  )
}
