import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { HandOver, SessionInfo } from '../../shared/contract/session.ts'
import { queries, queryClient } from '../api.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import classes from './gate-screens.module.css'
import { namesLike, neighbour } from './name-choice.ts'
import { OperatorTiles } from './operator-tiles.tsx'
import { SecretForm } from './secret-form.tsx'
import { signIn } from './sign-in.ts'
import { useSecretTry, waitUntil } from './use-secret-try.ts'
import { WhereAndWhen } from './where-and-when.tsx'

type Props = {
  session: SessionInfo
  /** Whose work is cleared when somebody else signs in here; with it there is a way back to their lock. */
  lockedBy?: string | null
  onBack?: () => void
  onIn: (handOver: HandOver | null) => void
}

/** Who is at this desk: names first, the last one chosen already, the PIN right below. */
export function SignInScreen({ session, lockedBy = null, onBack, onIn }: Props) {
  const { accounts } = useMessages()
  const m = accounts.signIn
  const { data, dataUpdatedAt } = useQuery(queries.session.operators.queryOptions())
  const [picked, setPicked] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  const { tried, attempt, forget } = useSecretTry()
  const fieldRef = useRef<HTMLInputElement>(null)

  const names = data ?? []
  const shown = namesLike(names, filter)
  const preferred = shown.find(({ name }) => name !== lockedBy) ?? shown[0]
  const chosen = shown.find(({ name }) => name === picked) ?? preferred ?? null
  const choose = (name: string) => {
    if (name !== chosen?.name) forget()
    setPicked(name)
  }
  const enter = async (who: string, secret: string) => {
    const taken = await attempt(() => signIn(who, secret, onIn))
    // How long somebody has to wait stands in the list.
    if (!taken) await queryClient.invalidateQueries({ queryKey: queries.session.operators.key() })
  }
  const loaded = data !== undefined
  useEffect(() => {
    if (loaded) fieldRef.current?.focus()
  }, [loaded])
  return (
    <GateFrame aside={<WhereAndWhen session={session} />}>
      <div className={classes.column}>
        <div className={classes.title}>
          <h1>{m.title}</h1>
          <p>{lockedBy === null ? m.say : accounts.lock.otherSay}</p>
        </div>
        {loaded && chosen === null && filter === '' && <p className="muted">{m.noneFound}</p>}
        {loaded && (
          <OperatorTiles
            names={names}
            readAt={dataUpdatedAt}
            chosen={chosen?.name ?? null}
            filter={filter}
            onFilter={setFilter}
            onChoose={choose}
            onTaken={() => fieldRef.current?.focus()}
          />
        )}
        {chosen && (
          <div className={classes.secret}>
            <SecretForm
              fieldRef={fieldRef}
              name={chosen.name}
              submit={m.enter}
              tried={tried}
              waitUntil={waitUntil(tried, { ...chosen, readAt: dataUpdatedAt })}
              demoSecret={session.demoSecret}
              onSubmit={(secret) => void enter(chosen.name, secret)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
                event.preventDefault()
                choose(neighbour(shown, chosen.name, event.key === 'ArrowDown' ? 1 : -1))
              }}
            />
          </div>
        )}
        {onBack && (
          <button type="button" className={classes.other} onClick={onBack}>
            <IconArrowLeft size={17} aria-hidden="true" />
            {accounts.lock.back}
          </button>
        )}
      </div>
    </GateFrame>
  )
}
