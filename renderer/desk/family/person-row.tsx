import { UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconMan, IconMoodKid, IconWoman } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { Candidate } from '../../../shared/contract/desk.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { VerdictChip } from '../verdict/verdict-chip.tsx'
import { membershipOf } from './membership.ts'
import classes from './person-row.module.css'

const CHILD_BEFORE_AGE = 13
/** Characters that fit on two lines of the full size. */
const LONG_NAME = 40
const PERSON_ICONS = { child: IconMoodKid, L: IconMan, P: IconWoman }

type PersonRowProps = {
  candidate: Candidate
  /** 1 to 9; null from the tenth person on. */
  number: number | null
  on: IsoDate
  disabled: boolean
  /** Shown where people of one list matched in different ways, or live in different places. */
  note: string | null
  onChoose: () => void
  onArrow: (step: 1 | -1) => void
}

/** One person that the key may mean, 72 px high. The whole row is the button. */
export function PersonRow({ candidate, number, on, disabled, note, onChoose, onArrow }: PersonRowProps) {
  const { language } = useLanguage()
  const format = useFormat()
  const PersonIcon = PERSON_ICONS[stature(candidate)]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== 1 && step !== -1) return
    event.preventDefault()
    onArrow(step)
  }
  return (
    <li>
      <UnstyledButton
        className={classes.person}
        aria-disabled={disabled || undefined}
        aria-keyshortcuts={number === null ? undefined : String(number)}
        data-person
        onClick={() => {
          if (!disabled) onChoose()
        }}
        onKeyDown={onKeyDown}
      >
        <span className={`${classes.key} mono`} data-numbered={number !== null || undefined} aria-hidden="true">
          {number}
        </span>
        <span className={classes.face} aria-hidden="true">
          <PersonIcon size={26} stroke={1.8} />
        </span>
        <span className={classes.name}>
          <b data-long={candidate.name.length > LONG_NAME || undefined} title={candidate.name}>
            {candidate.name}
          </b>
          <small>
            {note === null ? terms[language].sex[candidate.sex] : `${terms[language].sex[candidate.sex]}, ${note}`}
          </small>
        </span>
        <span className={classes.birth}>
          <b>{format.date(candidate.birthDate)}</b>
          <small>{format.age(candidate.birthDate, on)}</small>
        </span>
        <span className={`${classes.nik} mono`}>{format.nik(candidate.nik)}</span>
        <MembershipCell candidate={candidate} />
        <IconChevronRight className={classes.go} size={20} stroke={2} aria-hidden />
      </UnstyledButton>
    </li>
  )
}

function MembershipCell({ candidate }: { candidate: Candidate }) {
  const { family } = useMessages()
  const format = useFormat()
  const { kind, ground, isMember } = membershipOf(candidate)
  const conflict = candidate.verdict.kind === 'review' ? family.conflict[candidate.verdict.conflict] : null
  const refused = ground === null ? null : family.short[ground]
  const word = isMember ? family.member : refused
  const admitted = candidate.existing ? family.alreadyAt(format.time(candidate.existing.openedAt)) : null
  const below = admitted ?? conflict ?? (isMember ? refused : null)
  return (
    <span className={classes.membership}>
      <VerdictChip kind={kind} {...(word !== null && { word })} />
      {below !== null && <small>{below}</small>}
    </span>
  )
}

function stature({ ageYears, sex }: Candidate): keyof typeof PERSON_ICONS {
  return ageYears < CHILD_BEFORE_AGE ? 'child' : sex
}
