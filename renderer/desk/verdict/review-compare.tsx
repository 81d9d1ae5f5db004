import { Button, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
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
export type ReviewChoice = {
  row: number | null
  reason: string
  onChoose: (row: number) => void
  onReason: (reason: string) => void
}

type Line = { field: string; text: string; strong?: boolean; mono?: boolean }

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** The records of a conflict side by side, what differs underlined; then which one it is (1, 2), and why. */
export function ReviewCompare({ records, review }: { records: readonly RosterRow[]; review: ReviewChoice | null }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const shown = records.slice(0, LETTERS.length)
  useNumberKeys(review ? shown.length : 0, (index) => review?.onChoose(index))
  if (shown.length === 0) return null
  const columns = shown.map((record) => linesOf(record, language, format, messages))
  return (
    <>
      <div className={classes.records} data-single={shown.length === 1 || undefined}>
        {columns.map((lines, index) => (
          <div key={LETTERS[index]} className={classes.record} data-chosen={review?.row === index || undefined}>
            <p className={classes.label}>{messages.verdict.review.record(LETTERS[index] ?? '')}</p>
            {lines.map((line, row) => (
              <RecordLine
                key={line.field}
                line={line}
                differs={columns.some((other) => other[row]?.text !== line.text)}
              />
            ))}
          </div>
        ))}
      </div>
      {review && <Choice count={shown.length} review={review} />}
    </>
  )
}

function RecordLine({ line, differs }: { line: Line; differs: boolean }) {
  const { verdict } = useMessages()
  return (
    <p className={classes.line} data-strong={line.strong || undefined}>
      <span className={classes.field}>{line.field}</span>
      <span className={line.mono ? 'mono nowrap' : undefined} data-differs={differs || undefined}>
        {line.text}
      </span>
      {differs && <span className="unseen"> ({verdict.review.differs})</span>}
    </p>
  )
}

function Choice({ count, review }: { count: number; review: ReviewChoice }) {
  const { verdict } = useMessages()
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

function linesOf(record: RosterRow, language: Language, format: Format, messages: Messages): Line[] {
  const words = messages.verdict.review
  return [
    { field: words.name, text: record.name, strong: true },
    { field: words.sex, text: terms[language].sex[record.sex] },
    { field: words.birthDate, text: format.date(record.birthDate) },
    { field: words.address, text: describeAddress(record) || messages.common.unknown },
    { field: words.kk, text: format.nik(record.kkNumber), mono: true },
    { field: words.since, text: format.shortDate(record.validFrom) },
    { field: words.membership, text: words.status[record.status] },
  ]
}
