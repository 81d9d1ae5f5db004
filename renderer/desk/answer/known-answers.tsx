import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { daysBetween } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import type { Answer } from '../desk-model.ts'
import type { FormNeeds } from '../form-needs.ts'
import { Choice } from '../forms/choice.tsx'
import type { DeskActions } from '../use-desk.ts'
import classes from './admission-form.module.css'
import { KnownLine } from './form-parts.tsx'

export type Folded = 'referral' | 'wardClass' | 'accident' | 'otherPayer'

type KnownProps = {
  answer: Answer
  needs: FormNeeds
  hospital: Hospital | null
  opened: ReadonlySet<Folded>
  referralOpen: boolean
  quiet: boolean
  onOpen: (field: Folded) => void
  actions: DeskActions
}

/** What is answered already, folded to lines; a line that is opened shows its choices. */
export function KnownAnswers({ answer, needs, hospital, opened, referralOpen, quiet, onOpen, actions }: KnownProps) {
  const m = useMessages().desk.form
  const { language } = useLanguage()
  const format = useFormat()
  const { question, details } = answer.draft
  const { verdict } = answer.candidate
  const guaranteed = verdict.kind === 'eligible' || verdict.kind === 'ineligible' ? verdict.guaranteedWardClass : null
  const wardClasses = hospital?.wardClasses ?? ['1', '2', '3']
  const accidentOpen = needs.accident === 'open' || opened.has('accident') || question.accident !== 'none'
  const payerOpen = needs.otherPayer && (opened.has('otherPayer') || question.otherPayer)
  const classOpen = needs.wardClass && opened.has('wardClass')
  const lines: ReactNode[] = []

  if (needs.referral && question.referral && !referralOpen) {
    const left = needs.referral.maxAgeDays - daysBetween(question.referral.date, question.serviceDate)
    lines.push(
      <KnownLine
        key="referral"
        label={m.referral}
        value={details.referralFrom || terms[language].origin[question.referral.origin]}
        note={
          <>
            <IconCircleCheck size={14} aria-hidden="true" />
            {m.referralValid(format.shortDate(question.referral.date), left)}
          </>
        }
        onChange={() => onOpen('referral')}
      />,
    )
  }
  if (needs.wardClass && !classOpen) {
    const shown = question.wardClass ?? guaranteed
    const value =
      shown === null
        ? m.wardClassName('–')
        : question.wardClass
          ? m.wardClassName(shown)
          : m.wardClassGuaranteed(terms[language].wardClass(shown))
    lines.push(<KnownLine key="class" label={m.wardClass} value={value} onChange={() => onOpen('wardClass')} />)
  }
  if (!accidentOpen) {
    lines.push(
      <KnownLine
        key="accident"
        label={m.accident}
        value={terms[language].accident[question.accident]}
        onChange={() => onOpen('accident')}
      />,
    )
  }
  if (needs.otherPayer && !payerOpen) {
    lines.push(
      <KnownLine key="payer" label={m.otherPayer} value={m.otherPayerNo} onChange={() => onOpen('otherPayer')} />,
    )
  }

  return (
    <>
      {classOpen && (
        <Choice
          label={m.wardClass}
          value={question.wardClass ?? guaranteed}
          options={wardClasses.map((value) => ({ value, label: m.wardClassName(value) }))}
          onChange={(wardClass) => actions.changeQuestion({ wardClass })}
        />
      )}
      {accidentOpen && (
        <Choice
          label={m.accident}
          value={question.accident}
          options={(['none', 'traffic', 'work'] as const).map((value) => ({ value, label: m.accidentShort[value] }))}
          onChange={(accident) => actions.changeQuestion({ accident })}
        />
      )}
      {payerOpen && (
        <Choice
          label={m.otherPayer}
          value={question.otherPayer ? 'yes' : 'no'}
          options={[
            { value: 'no', label: m.otherPayerNo },
            { value: 'yes', label: m.otherPayerYes },
          ]}
          onChange={(value) => actions.changeQuestion({ otherPayer: value === 'yes' })}
        />
      )}
      {lines.length > 0 && !quiet && (
        <div className={classes.known}>
          <h3>{m.known}</h3>
          {lines}
        </div>
      )}
    </>
  )
}
