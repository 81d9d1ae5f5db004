import { NativeSelect } from '@mantine/core'
import { IconUser, IconX } from '@tabler/icons-react'
import { AuditAction } from '../../shared/domain/audit-action.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { DateField } from '../desk/forms/date-field.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { actorWords } from './actor-words.ts'
import { ACTION_GROUPS, codeOf, PERIODS } from './audit-filters.ts'
import type { Chosen } from './audit-filters.ts'
import classes from './filter-bar.module.css'

type Props = {
  chosen: Chosen
  today: IsoDate
  actors: readonly string[]
  /** The typed dates make no period. */
  bad: boolean
  onChange: (chosen: Chosen) => void
}

const EVERY = ''

/** What narrows the trail: when, who, what, about whom. */
export function FilterBar({ chosen, today, actors, bad, onChange }: Props) {
  const { audit: m, desk } = useMessages()
  // Somebody chosen stays in the list, also where no line of theirs is in sight.
  const names = chosen.actor === null || actors.includes(chosen.actor) ? actors : [chosen.actor, ...actors]
  return (
    <div className={classes.bar}>
      <fieldset className={classes.group}>
        <legend>{m.period}</legend>
        <div className={classes.periods}>
          {PERIODS.map((period) => (
            <button
              key={period}
              type="button"
              aria-pressed={period === chosen.period}
              onClick={() =>
                onChange({
                  ...chosen,
                  period,
                  from: period === 'own' ? today : null,
                  to: period === 'own' ? today : null,
                })
              }
            >
              {m.periods[period]}
            </button>
          ))}
        </div>
      </fieldset>
      {chosen.period === 'own' && (
        <div className={classes.dates}>
          <DateField
            label={m.from}
            value={today}
            wrong={desk.form.dateWrong}
            onChange={(from) => onChange({ ...chosen, from })}
          />
          <DateField
            label={m.to}
            value={today}
            wrong={desk.form.dateWrong}
            onChange={(to) => onChange({ ...chosen, to })}
          />
        </div>
      )}
      <NativeSelect
        className={classes.select ?? ''}
        label={m.actor}
        data={[
          { value: EVERY, label: m.everyActor },
          ...names.map((value) => ({ value, label: actorWords(value, m) })),
        ]}
        value={chosen.actor ?? EVERY}
        onChange={(event) =>
          onChange({ ...chosen, actor: event.currentTarget.value === EVERY ? null : event.currentTarget.value })
        }
      />
      <NativeSelect
        className={classes.select ?? ''}
        label={m.action}
        value={chosen.action ?? EVERY}
        onChange={(event) => {
          const action = AuditAction.safeParse(event.currentTarget.value)
          onChange({ ...chosen, action: action.success ? action.data : null })
        }}
      >
        <option value={EVERY}>{m.everyAction}</option>
        {ACTION_GROUPS.map(({ group, actions }) => (
          <optgroup key={group} label={m.groups[group]}>
            {actions.map((action) => (
              <option key={action} value={action}>
                {m.actions[action]}
              </option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      {chosen.subject !== null && (
        <button
          type="button"
          className={classes.person}
          aria-label={m.personClear(codeOf(chosen.subject))}
          onClick={() => onChange({ ...chosen, subject: null })}
        >
          <IconUser size={16} aria-hidden="true" />
          {m.personOf(codeOf(chosen.subject))}
          <IconX size={16} aria-hidden="true" />
        </button>
      )}
      {bad && (
        <p className={classes.wrong} role="alert">
          {m.rangeWrong}
        </p>
      )}
    </div>
  )
}
