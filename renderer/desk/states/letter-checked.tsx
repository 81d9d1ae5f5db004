import { IconFileCertificate, IconFileSad, IconFileUnknown, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LetterCheck, LetterFacts } from '../../../shared/contract/letters.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { StateTag } from '../admissions/state-tag.tsx'
import classes from './letter-checked.module.css'
import { MessageCard } from './message-card.tsx'
import type { CardAction } from './message-card.tsx'

type Props = { check: LetterCheck; onOpen: (id: AdmissionId) => void; onClear: () => void }

/** What a guarantee letter's code says, checked offline. */
export function LetterChecked({ check, onOpen, onClear }: Props) {
  const { desk, common } = useMessages()
  const m = desk.letterCheck
  const clear: CardAction = { label: common.clear, keys: 'Esc', shortcut: 'Escape', onPress: onClear }
  switch (check.kind) {
    case 'genuine': {
      const { admissionId } = check
      const validity = validityOf(check)
      const open: CardAction[] = admissionId
        ? [{ label: m.open, primary: true, onPress: () => onOpen(admissionId) }]
        : []
      return (
        <MessageCard
          icon={<IconFileCertificate size={40} aria-hidden="true" />}
          tone={validity === 'holds' ? 'good' : 'care'}
          title={m.validity[validity]}
          say={m.genuineSay(check.desk)}
          actions={[...open, clear]}
        >
          <Facts facts={check.facts}>
            <dt>{m.state}</dt>
            <dd>{check.state ? <StateTag state={check.state} /> : m.noState}</dd>
          </Facts>
        </MessageCard>
      )
    }
    case 'unknown-desk':
      return (
        <MessageCard
          icon={<IconFileUnknown size={40} aria-hidden="true" />}
          tone="care"
          title={m.unknownDesk}
          say={m.unknownDeskSay}
          actions={[clear]}
        >
          <Facts facts={check.facts} />
        </MessageCard>
      )
    case 'forged':
      return (
        <MessageCard
          icon={<IconFileSad size={40} aria-hidden="true" />}
          tone="bad"
          title={m.forged}
          say={m.forgedSay}
          actions={[clear]}
        />
      )
    case 'unreadable':
      return (
        <MessageCard
          icon={<IconRefresh size={40} aria-hidden="true" />}
          tone="plain"
          title={m.unreadable}
          say={m.unreadableSay}
          actions={[clear]}
        />
      )
  }
}

/** A genuine signature says who issued the letter, not that it still holds. */
function validityOf({
  state,
  superseded,
}: Extract<LetterCheck, { kind: 'genuine' }>): 'holds' | 'ended' | 'superseded' {
  if (state === 'voided' || state === 'umum') return 'ended'
  return superseded ? 'superseded' : 'holds'
}

function Facts({ facts, children }: { facts: LetterFacts; children?: ReactNode }) {
  const m = useMessages().desk.letterCheck
  const { language } = useLanguage()
  const format = useFormat()
  const care = terms[language].care[facts.care]
  return (
    <>
      {facts.demo && <p className={classes.demo}>{m.demo}</p>}
      <dl className={classes.facts}>
        <dt>{m.number}</dt>
        <dd className="mono">{facts.number}</dd>
        <dt>{m.patient}</dt>
        <dd>
          {facts.maskedName} <span className="mono">{facts.maskedNik}</span>
        </dd>
        <dt>{m.care}</dt>
        <dd>{facts.wardClass ? `${care}, ${terms[language].wardClass(facts.wardClass)}` : care}</dd>
        <dt>{m.date}</dt>
        <dd>{format.date(facts.serviceDate)}</dd>
        {children}
      </dl>
    </>
  )
}
