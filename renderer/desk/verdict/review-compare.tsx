import { Button, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Fragment } from 'react'
import { describeAddress } from '../../../shared/domain/address.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { terms } from '../../../shared/texts/terms.ts'
import type { Language } from '../../../shared/texts/language.ts'
import type { Format } from '../../messages/format.ts'
import type { Messages } from '../../messages/id.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useNumberKeys } from '../use-number-keys.ts'
import classes from './review-compare.module.css'

/** `row` indexes the verdict's rows. The screen keeps both, so that nothing is lost when the question changes. */
export type Review = {
  row: number | null
  reason: string
  onChoose: (row: number) => void
  onReason: (reason: string) => void
}

/** In parts, so that of two addresses only the part that differs is underlined. */
type Line = { key: string; before: string; parts: readonly string[]; strong?: boolean; mono?: boolean }

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** The records of a conflict side by side, with what differs underlined. */
export function ReviewRecords({ records, chosen }: { records: readonly RosterRow[]; chosen: number | null }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  if (records.length === 0) return null
  const shown = records.slice(0, LETTERS.length)
  const withStatus = shown.some(({ status }) => status !== 'active')
  const columns = shown.map((record) => linesOf(record, withStatus, language, format, messages))
  return (
    <div className={classes.records} data-single={shown.length === 1 || undefined}>
      {shown.map((record, index) => (
        <div key={LETTERS[index]} className={classes.record} data-chosen={chosen === index || undefined}>
          <p className={classes.label}>
            {messages.verdict.review.record(LETTERS[index] ?? '', format.shortDate(record.validFrom))}
          </p>
          {columns[index]?.map((line, row) => (
            <RecordLine key={line.key} line={line} others={columns.map((other) => other[row]?.parts ?? [])} />
          ))}
        </div>
      ))}
    </div>
  )
}

function RecordLine({ line, others }: { line: Line; others: readonly (readonly string[])[] }) {
  const { verdict } = useMessages()
  return (
    <p className={classes.line} data-strong={line.strong || undefined}>
      {line.before}
      <span className={line.mono ? 'mono nowrap' : undefined}>
        {line.parts.map((part, index) => {
          const differs = others.some((parts) => !parts.includes(part))
          return (
            <Fragment key={part}>
              {index > 0 && ', '}
              <span data-differs={differs || undefined}>{part}</span>
              {differs && <span className="unseen"> ({verdict.review.differs})</span>}
            </Fragment>
          )
        })}
      </span>
    </p>
  )
}

/** Which record it is (1, 2), and why. */
export function ReviewChoice({ records, review }: { records: readonly RosterRow[]; review: Review }) {
  const { verdict } = useMessages()
  const count = Math.min(records.length, LETTERS.length)
  useNumberKeys(count, review.onChoose)
  if (count === 0) return null
  return (
    <div className={classes.choice}>
      <div className={classes.buttons}>
        {LETTERS.slice(0, count).map((letter, index) => {
          const chosen = review.row === index
          return (
            <Button
              key={letter}
              variant={chosen ? 'filled' : 'default'}
              className={chosen ? undefined : classes.unchosen}
              aria-pressed={chosen}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => review.onChoose(index)}
              leftSection={chosen && <IconCheck size={18} stroke={2.4} aria-hidden />}
              rightSection={<Kbd>{String(index + 1)}</Kbd>}
            >
              {chosen ? verdict.review.chosen(letter) : verdict.review.choose(letter)}
            </Button>
          )
        })}
      </div>
      {review.row !== null && (
        <TextInput
          label={verdict.review.reason}
          placeholder={verdict.review.reasonHint(LETTERS[review.row] ?? '')}
          value={review.reason}
          maxLength={300}
          required
          withAsterisk={false}
          onChange={(event) => review.onReason(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function linesOf(
  record: RosterRow,
  withStatus: boolean,
  language: Language,
  format: Format,
  messages: Messages,
): Line[] {
  const words = messages.verdict.review
  const address = describeAddress(record)
  return [
    { key: 'name', before: '', parts: [record.name], strong: true },
    { key: 'person', before: '', parts: [terms[language].sex[record.sex], format.date(record.birthDate)] },
    { key: 'address', before: '', parts: address === '' ? [messages.common.unknown] : address.split(', ') },
    { key: 'kk', before: `${words.kk} `, parts: [format.nik(record.kkNumber)], mono: true },
    ...(withStatus ? [{ key: 'status', before: `${words.membership} `, parts: [words.status[record.status]] }] : []),
  ]
}
