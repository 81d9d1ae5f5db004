import { Button, TextInput, UnstyledButton } from '@mantine/core'
import { IconBabyCarriage, IconSearch, IconUrgent, IconUserQuestion, IconX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Candidate } from '../../../shared/contract/desk.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import type { Messages } from '../../messages/id.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { useNumberKeys } from '../use-number-keys.ts'
import classes from './family-picker.module.css'
import { matchesName } from './matches-name.ts'
import { PersonRow } from './person-row.tsx'

const NUMBERED = 9

export type FamilyPickerProps = {
  candidates: readonly Candidate[]
  /** The patient, or the mother of a newborn. */
  asks: 'patient' | 'mother'
  on: IsoDate
  /** While a scanner is typing: then no key and no press chooses. */
  locked: boolean
  onChoose: (candidate: Candidate) => void
  onNewborn: () => void
  onNotListed: () => void
  onEmergency: () => void
  onCancel: () => void
}

/** "Who is the patient?": a family card, a number that is both NIK and KK, or a search by name. Nothing is preselected. */
export function FamilyPicker(props: FamilyPickerProps) {
  const { candidates, asks, on, locked, onChoose, onNewborn, onNotListed, onEmergency, onCancel } = props
  const { family } = useMessages()
  const [filter, setFilter] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const shown = candidates.filter(({ name }) => matchesName(name, filter))
  const kind = listKind(candidates)

  useEffect(() => search.current?.focus({ preventScroll: true }), [])
  useNumberKeys(locked ? 0 : Math.min(shown.length, NUMBERED), (index) => {
    const candidate = shown[index]
    if (candidate) onChoose(candidate)
  })

  const focusRow = (index: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-person]') ?? [])]
    if (index < 0) search.current?.focus()
    else rows[Math.min(index, rows.length - 1)]?.focus()
  }

  return (
    <section className={classes.picker} aria-labelledby="family-title">
      <header className={classes.header}>
        <div className="grow">
          <h1 id="family-title" className={classes.title}>
            {asks === 'mother' ? family.motherTitle : family.title}
          </h1>
          <Hint kind={kind} people={candidates.length} locked={locked} />
        </div>
        <TextInput
          ref={search}
          w={250}
          value={filter}
          placeholder={family.filter}
          aria-label={family.filterLabel}
          aria-controls="family-list"
          data-number-keys
          leftSection={<IconSearch size={18} stroke={2} aria-hidden />}
          rightSection={filter !== '' && <ClearFilter onClear={() => setFilter('')} />}
          onChange={(event) => setFilter(event.currentTarget.value.replaceAll(/\d/g, ''))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusRow(0)
          }}
        />
      </header>
      <ol ref={list} id="family-list" className={classes.list} aria-label={family.list}>
        {shown.map((candidate, index) => (
          <PersonRow
            key={candidate.nik + candidate.matchedBy}
            candidate={candidate}
            number={index < NUMBERED ? index + 1 : null}
            on={on}
            disabled={locked}
            note={noteFor(candidate, kind, family)}
            onChoose={() => onChoose(candidate)}
            onArrow={(step) => focusRow(index + step)}
          />
        ))}
      </ol>
      {shown.length === 0 && <p className={classes.none}>{family.noneMatches(filter)}</p>}
      <footer className={classes.doors}>
        {asks === 'patient' && <Door icon={IconBabyCarriage} label={family.newborn} keys="F6" onPress={onNewborn} />}
        <Door icon={IconUserQuestion} label={family.notListed} keys="F4" onPress={onNotListed} />
        <Door icon={IconUrgent} label={family.emergency} keys="F9" onPress={onEmergency} urgent />
        <UnstyledButton className={classes.cancel} onClick={onCancel} aria-keyshortcuts="Escape">
          {family.cancel} <Kbd>Esc</Kbd>
        </UnstyledButton>
      </footer>
    </section>
  )
}

function Hint({ kind, people, locked }: { kind: ListKind; people: number; locked: boolean }) {
  const { family } = useMessages()
  const format = useFormat()
  const hint = family.hint[kind](format.number(people))
  return <p className={classes.hint}>{locked ? family.locked : hint}</p>
}

function ClearFilter({ onClear }: { onClear: () => void }) {
  const { family } = useMessages()
  return (
    <UnstyledButton className={classes.clear} onClick={onClear} aria-label={family.clearFilter}>
      <IconX size={18} stroke={2} aria-hidden />
    </UnstyledButton>
  )
}

type DoorProps = { icon: Icon; label: string; keys: string; urgent?: boolean; onPress: () => void }

function Door({ icon: DoorIcon, label, keys, urgent = false, onPress }: DoorProps) {
  return (
    <Button
      variant="default"
      className={classes.door}
      data-urgent={urgent || undefined}
      onClick={onPress}
      aria-keyshortcuts={keys}
      leftSection={<DoorIcon size={18} stroke={2} aria-hidden />}
      rightSection={<Kbd>{keys}</Kbd>}
    >
      {label}
    </Button>
  )
}

/** Why there are several people: one family card, one number with two meanings, or one name. */
type ListKind = 'kk' | 'mixed' | 'name'

function listKind(candidates: readonly Candidate[]): ListKind {
  const ways = new Set(candidates.map(({ matchedBy }) => matchedBy))
  if (ways.has('name')) return 'name'
  return ways.size > 1 ? 'mixed' : 'kk'
}

function noteFor(candidate: Candidate, kind: ListKind, family: Messages['family']): string | null {
  if (kind === 'name') return candidate.address
  return kind === 'mixed' ? family.matchedAs[candidate.matchedBy] : null
}
