import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { DateField } from '../forms/date-field.tsx'
import classes from './plain-form.module.css'

type Props = { onSearch: (name: string, birthDate: IsoDate) => void; onCancel: () => void }

/** When the card is missing: a part of the name and the exact birth date. */
export function NameSearch({ onSearch, onCancel }: Props) {
  const { common, desk } = useMessages()
  const m = desk.nameSearch
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState<IsoDate | null>(null)
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const nameShort = name.trim().length < 2
  return (
    <form
      className={`card ${classes.card}`}
      aria-labelledby="search-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!nameShort && birthDate) onSearch(name.trim(), birthDate)
      }}
    >
      <h2 id="search-title">{m.title}</h2>
      <p className={classes.say}>{m.say}</p>
      <div className={classes.fields}>
        <TextInput
          ref={first}
          label={m.name}
          size="md"
          autoComplete="off"
          maxLength={120}
          value={name}
          error={tried && nameShort ? m.nameShort : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DateField label={m.birthDate} value={null} hint={m.dateHint} wrong={m.dateWrong} onChange={setBirthDate} />
        {tried && !birthDate && <p className={classes.wrong}>{m.dateWrong}</p>}
      </div>
      <div className={classes.actions}>
        <Button
          type="submit"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          rightSection={<Kbd>Ctrl ↵</Kbd>}
          aria-keyshortcuts="Control+Enter"
          data-primary
        >
          {m.submit}
        </Button>
        <Button variant="default" rightSection={<Kbd>Esc</Kbd>} aria-keyshortcuts="Escape" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
