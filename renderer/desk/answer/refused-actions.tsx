import {
  IconDatabase,
  IconFilePlus,
  IconHistory,
  IconPencil,
  IconPrinter,
  IconUserCheck,
  IconUserSearch,
  IconWallet,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './refused-actions.module.css'

export type Way = {
  id: 'advice' | 'referral' | 'answers' | 'umum' | 'by-name' | 'see-data' | 'supervisor'
  keys: string
  shortcut: string
  onTake: () => void
}

const ICONS: Record<Way['id'], ReactNode> = {
  advice: <IconPrinter size={20} aria-hidden="true" />,
  referral: <IconFilePlus size={20} aria-hidden="true" />,
  answers: <IconPencil size={20} aria-hidden="true" />,
  umum: <IconWallet size={20} aria-hidden="true" />,
  'by-name': <IconUserSearch size={20} aria-hidden="true" />,
  supervisor: <IconUserCheck size={20} aria-hidden="true" />,
  'see-data': <IconDatabase size={20} aria-hidden="true" />,
}

/** The ways on for a patient who is not guaranteed; the first helps most and is the indigo one. */
export function RefusedActions({ ways, children }: { ways: readonly Way[]; children?: ReactNode }) {
  const { form, approval } = useMessages().desk
  const m = form.refused
  const words: Record<Way['id'], readonly [string, string]> = {
    advice: [m.advice, m.adviceSay],
    referral: [m.referral, m.referralSay],
    answers: [m.answers, m.answersSay],
    umum: [m.umum, m.umumSay],
    'by-name': [m.byName, m.byNameSay],
    supervisor: [approval.ask, approval.askSay],
    'see-data': [m.seeData, m.seeDataSay],
  }
  return (
    <section className={`card ${classes.card}`} aria-labelledby="ways-title">
      <h2 id="ways-title">{m.title}</h2>
      {children}
      <ul className={classes.ways}>
        {ways.map(({ id, keys, shortcut, onTake }, index) => (
          <li key={id}>
            <button
              type="button"
              className={index === 0 ? `${classes.way} dark` : classes.way}
              data-first={index === 0 || undefined}
              aria-keyshortcuts={shortcut}
              onClick={onTake}
            >
              <span className={classes.tile}>{ICONS[id]}</span>
              <span className="grow">
                <b>{words[id][0]}</b>
                <small>{words[id][1]}</small>
              </span>
              <Kbd>{keys}</Kbd>
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.evidence}>
        <IconHistory size={15} aria-hidden="true" />
        {m.evidence}
      </p>
    </section>
  )
}
