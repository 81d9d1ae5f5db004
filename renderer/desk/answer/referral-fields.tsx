import { TextInput } from '@mantine/core'
import { useFocusWithin } from '@mantine/hooks'
import { useState } from 'react'
import type { ReferralOrigin } from '../../../shared/domain/care.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { AdmissionDetails } from '../../../shared/domain/admission.ts'
import type { Referral } from '../../../shared/domain/question.ts'
import { joinWords } from '../../../shared/texts/format.ts'
import { pick } from '../../../shared/texts/language.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Choice } from '../forms/choice.tsx'
import { DateField } from '../forms/date-field.tsx'
import type { FormNeeds } from '../form-needs.ts'
import classes from './admission-form.module.css'

const ORIGINS: readonly ReferralOrigin[] = ['puskesmas', 'klinik', 'dokter', 'rs']

type Props = {
  need: NonNullable<FormNeeds['referral']>
  referral: Referral | null
  details: AdmissionDetails
  onEnter: () => void
  onLeave: () => void
  onReferral: (referral: Referral | null) => void
  onDetails: (patch: Partial<AdmissionDetails>) => void
}

/** Origin and date are asked again at once when both are there; who wrote it and its number go with the admission. */
export function ReferralFields({ need, referral, details, onEnter, onLeave, onReferral, onDetails }: Props) {
  const m = useMessages().desk.form
  const { ref: group } = useFocusWithin<HTMLDivElement>({ onFocus: onEnter, onBlur: onLeave })
  const { language } = useLanguage()
  const [origin, setOrigin] = useState<ReferralOrigin | null>(referral?.origin ?? null)
  const [date, setDate] = useState<IsoDate | null>(referral?.date ?? null)

  const tell = (nextOrigin: ReferralOrigin | null, nextDate: IsoDate | null) => {
    const next = nextOrigin && nextDate ? { origin: nextOrigin, date: nextDate } : null
    if (next?.origin !== referral?.origin || next?.date !== referral?.date) onReferral(next)
  }
  const names = terms[language].origin
  const allowed = joinWords(
    need.origins.map((one) => names[one].toLowerCase()),
    pick(language, 'atau', 'or'),
  )
  return (
    <div className={classes.group} ref={group}>
      <Choice
        label={m.referralOrigin}
        shortcut="Alt R"
        missing={origin === null}
        value={origin}
        options={ORIGINS.map((value) => ({
          value,
          label: value === 'rs' ? m.originShort.rs : value === 'dokter' ? m.originShort.dokter : names[value],
        }))}
        onChange={(next) => {
          setOrigin(next)
          tell(next, date)
        }}
      />
      <div className={classes.referralRow}>
        <DateField
          label={m.referralDate}
          value={date}
          wrong={m.dateWrong}
          missing={date === null}
          onChange={(next) => {
            setDate(next)
            tell(origin, next)
          }}
        />
        <TextInput
          label={m.referralFrom}
          placeholder={m.referralFromHint}
          maxLength={120}
          value={details.referralFrom}
          onChange={(event) => onDetails({ referralFrom: event.currentTarget.value })}
        />
        <TextInput
          label={m.referralNumber}
          maxLength={60}
          value={details.referralNumber}
          onChange={(event) => onDetails({ referralNumber: event.currentTarget.value })}
        />
      </div>
      <p className={classes.hint}>{m.referralAllowed(allowed, need.maxAgeDays)}</p>
    </div>
  )
}
