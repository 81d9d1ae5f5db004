import { Checkbox } from '@mantine/core'
import { WardClass } from '../../shared/domain/roster-row.ts'
import { programmes } from '../../shared/programmes/programmes.ts'
import { DateField } from '../desk/forms/date-field.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import type { Agreement } from './draft.ts'
import type { StepProps } from './step-fields.tsx'
import classes from './wizard.module.css'

/** Which programmes pay here, from when to when, and for which wards. */
export function AgreementsStep({ draft, wrong, onDraft }: StepProps) {
  const { setup, desk } = useMessages()
  const m = setup.agreements
  const patch = (programme: string, change: Partial<Agreement>) =>
    onDraft({
      agreements: draft.agreements.map((one) => (one.programme === programme ? { ...one, ...change } : one)),
    })
  const ward = wrong('wardClasses')
  return (
    <>
      <h1 className={classes.title} tabIndex={-1}>
        {m.title}
      </h1>
      <p className={classes.say}>{m.say}</p>
      <div className={classes.fields}>
        {draft.agreements.map(({ programme, agreed, from, until }) => {
          const known = programmes.find(({ code }) => code === programme)
          const date = (field: 'from' | 'until', value: Agreement['from']) => {
            const error = wrong(`${field}:${programme}`)
            return (
              <div>
                <DateField
                  label={m[field]}
                  value={value}
                  wrong={desk.form.dateWrong}
                  missing={error !== undefined}
                  onChange={(next) => patch(programme, { [field]: next })}
                />
                {error && (
                  <p className={classes.wrong} role="alert">
                    {error}
                  </p>
                )}
              </div>
            )
          }
          return (
            <fieldset
              key={programme}
              className={classes.agreement}
              data-agreed={agreed || undefined}
              aria-label={known?.shortName ?? programme}
            >
              <div>
                <Checkbox
                  label={known?.shortName ?? programme}
                  checked={agreed}
                  onChange={(event) => patch(programme, { agreed: event.currentTarget.checked })}
                />
                {known && <small>{m.payer(known.payer)}</small>}
              </div>
              {agreed && date('from', from)}
              {agreed && date('until', until)}
            </fieldset>
          )
        })}
        <p className={classes.note} aria-live="polite">
          {draft.agreements.every(({ agreed }) => !agreed) && m.none}
        </p>
        <fieldset className={classes.classes}>
          <legend>{m.classes}</legend>
          <div className={classes.ticks}>
            {WardClass.options.map((one) => (
              <Checkbox
                key={one}
                label={m.classOf(one)}
                checked={draft.wardClasses.includes(one)}
                data-wrong={ward ? true : undefined}
                onChange={(event) => {
                  const others = draft.wardClasses.filter((other) => other !== one)
                  onDraft({ wardClasses: event.currentTarget.checked ? [...others, one] : others })
                }}
              />
            ))}
          </div>
          {ward && (
            <p className={classes.wrong} role="alert">
              {ward}
            </p>
          )}
        </fieldset>
      </div>
    </>
  )
}
