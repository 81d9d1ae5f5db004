import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { checkPartialNik } from '../../../shared/domain/nik.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { nikErrorText } from '../../../shared/texts/nik.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { digitsOf, FULL_LENGTH, isNumeric, shownCaret, shownText } from './key-text.ts'
import classes from './key-field.module.css'

type Props = {
  fieldRef: RefObject<HTMLInputElement | null>
  text: string
  today: IsoDate
  compact: boolean
  /** Already looked up: nothing to point at any more. */
  settled: boolean
  onText: (text: string) => void
  onSubmit: (text: string) => void
}

/** The field for a card or NIK: digits in four groups, the wrong part pointed at while it is typed. */
export function KeyField({ fieldRef, text, today, compact, settled, onText, onSubmit }: Props) {
  const m = useMessages().desk.listen
  const { language } = useLanguage()
  const helpId = useId()
  const caret = useRef<number | null>(null)
  const [doubted, setDoubted] = useState('')

  useLayoutEffect(() => {
    if (caret.current === null) return
    fieldRef.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const numeric = isNumeric(text)
  const digits = digitsOf(text)
  const fault = numeric && !settled ? checkPartialNik(digits, today) : null
  const isDoubted = text !== '' && text === doubted && !settled
  const shown = shownText(text)

  return (
    <div className={classes.root} data-compact={compact || undefined}>
      <div className={classes.box} data-wrong={fault !== null || undefined}>
        {numeric && !settled && <Cells digits={digits} fault={fault?.span ?? null} />}
        <input
          ref={fieldRef}
          className={classes.input}
          aria-label={m.field}
          aria-describedby={helpId}
          aria-invalid={fault !== null}
          aria-keyshortcuts="F2"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={4096}
          value={shown}
          onChange={(event) => {
            const { value, selectionStart } = event.currentTarget
            caret.current = shownCaret(value, selectionStart ?? value.length)
            onText(isNumeric(value) ? digitsOf(value) : value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (looksMiscounted(text) && text !== doubted) setDoubted(text)
            else if (text.trim() !== '') onSubmit(text.trim())
          }}
        />
      </div>
      <div className={classes.help} id={helpId} data-wrong={fault !== null || isDoubted || undefined}>
        {isDoubted ? (
          <output>
            {nikErrorText({ ok: false, error: 'WRONG_LENGTH', span: null, digits: digits.length }, language)} {m.insist}
          </output>
        ) : fault ? (
          <span>{nikErrorText({ ok: false, ...fault, digits: digits.length }, language)}</span>
        ) : compact ? (
          !settled && <span>{digits.length > 0 ? m.submit : m.hint}</span>
        ) : (
          <>
            <span>{digits.length === FULL_LENGTH || !numeric ? m.submit : m.hint}</span>
            {numeric && <b className="nowrap">{m.count(digits.length)}</b>}
          </>
        )}
      </div>
    </div>
  )
}

/** One or two digits too few or too many: a NIK that was miscounted, likelier than a card's own number. */
function looksMiscounted(text: string): boolean {
  const { length } = digitsOf(text)
  return isNumeric(text) && length !== FULL_LENGTH && Math.abs(length - FULL_LENGTH) <= 2
}

const PLACES = Array.from({ length: FULL_LENGTH }, (_, place) => place)

/** The sixteen places under the digits; `fault` marks `[from, to)`. */
function Cells({ digits, fault }: { digits: string; fault: readonly [number, number] | null }) {
  const places = digits.length > FULL_LENGTH ? [...digits].map((_, place) => place) : PLACES
  return (
    <span className={classes.cells} aria-hidden="true">
      {places.map((place) => (
        <i
          key={place}
          data-filled={place < digits.length || undefined}
          data-wrong={(fault && place >= fault[0] && place < fault[1]) || undefined}
        />
      ))}
    </span>
  )
}
