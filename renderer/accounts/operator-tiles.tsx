import { TextInput } from '@mantine/core'
import { IconHourglass, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { SignInName } from '../../shared/contract/session.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { Initials } from '../ui/initials.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { namesLike, neighbour, stepOf } from './name-choice.ts'
import classes from './operator-tiles.module.css'
import { useLeftMs } from './use-left-ms.ts'
import { countdownText } from './use-secret-try.ts'

/** From so many names on, a part of a name narrows them. */
const MANY = 9

type Props = {
  names: readonly SignInName[]
  /** When the list was read, by the page's clock. */
  readAt: number
  chosen: string | null
  filter: string
  onFilter: (filter: string) => void
  onChoose: (name: string) => void
  /** The name is meant: on to the PIN. */
  onTaken: () => void
}

/** Everybody who may sign in, the last one first; arrow keys choose, a click or Enter takes. */
export function OperatorTiles({ names, readAt, chosen, filter, onFilter, onChoose, onTaken }: Props) {
  const { accounts } = useMessages()
  const m = accounts.signIn
  const tiles = useRef<HTMLDivElement>(null)
  const shown = namesLike(names, filter)
  const filterRef = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F3' || !filterRef.current) return
      event.preventDefault()
      filterRef.current.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {names.length > MANY && (
        <TextInput
          ref={filterRef}
          className={classes.filter}
          aria-label={m.filter}
          aria-keyshortcuts="F3"
          placeholder={m.filter}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={<Kbd>F3</Kbd>}
          autoComplete="off"
          maxLength={60}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            const step = stepOf(event.key)
            if (step !== 0 && event.key.startsWith('Arrow') && !/Left|Right/.test(event.key)) {
              event.preventDefault()
              onChoose(neighbour(shown, chosen, step))
            }
            if (event.key === 'Enter') {
              event.preventDefault()
              if (shown.length > 0) onTaken()
            }
          }}
        />
      )}
      <div
        ref={tiles}
        className={classes.tiles}
        role="radiogroup"
        aria-label={m.people}
        data-many={names.length > MANY || undefined}
      >
        {shown.map((one) => (
          <Tile
            key={one.name}
            one={one}
            readAt={readAt}
            chosen={one.name === chosen}
            onTake={() => {
              onChoose(one.name)
              onTaken()
            }}
            onKey={(key) => {
              const step = stepOf(key)
              if (step === 0) return false
              const next = neighbour(shown, chosen, step)
              onChoose(next)
              const at = shown.findIndex(({ name }) => name === next)
              tiles.current?.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus()
              return true
            }}
          />
        ))}
        {shown.length === 0 && <p className="muted">{m.noneFound}</p>}
      </div>
    </>
  )
}

type TileProps = {
  one: SignInName
  readAt: number
  chosen: boolean
  onTake: () => void
  onKey: (key: string) => boolean
}

function Tile({ one, readAt, chosen, onTake, onKey }: TileProps) {
  const { accounts, people } = useMessages()
  const tile = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (chosen) tile.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const leftMs = useLeftMs(one.lockedOutForMs > 0 ? readAt + one.lockedOutForMs : 0)
  return (
    <button
      ref={tile}
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- pressing a tile also goes on to the PIN, as no native radio does
      role="radio"
      aria-checked={chosen}
      tabIndex={chosen ? 0 : -1}
      className={classes.tile}
      onClick={onTake}
      onKeyDown={(event) => {
        if (onKey(event.key)) event.preventDefault()
      }}
    >
      <Initials name={one.name} large />
      <span className={classes.who}>
        <b className="ellipsis">{one.name}</b>
        {leftMs > 0 ? (
          <span className={classes.waits}>
            <IconHourglass size={14} aria-hidden="true" />
            {accounts.signIn.lockedOutTile(countdownText(leftMs))}
          </span>
        ) : (
          <span>{people.roles[one.role]}</span>
        )}
      </span>
    </button>
  )
}
