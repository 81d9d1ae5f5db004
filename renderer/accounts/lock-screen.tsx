import { IconLock, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { HandOver, SessionInfo } from '../../shared/contract/session.ts'
import { queries, queryClient } from '../api.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import { Initials } from '../ui/initials.tsx'
import classes from './gate-screens.module.css'
import { SecretForm } from './secret-form.tsx'
import { SignInScreen } from './sign-in-screen.tsx'
import { signIn } from './sign-in.ts'
import { useSecretTry, waitUntil } from './use-secret-try.ts'
import { WhereAndWhen } from './where-and-when.tsx'

type Props = {
  session: SessionInfo
  name: string
  /** What was on the screen is gone: locked for too long. */
  cleared: boolean
  /** Somebody else wants to sign in: starts with the names. */
  others: boolean
  onIn: (handOver: HandOver | null) => void
}

/** The clock, the desk and one name. Nothing of a patient is anywhere on the page. */
export function LockScreen({ session, name, cleared, others, onIn }: Props) {
  const { accounts } = useMessages()
  const m = accounts.lock
  const [choosing, setChoosing] = useState(others)
  const { data, dataUpdatedAt, isFetching } = useQuery(
    queries.session.operators.queryOptions({ refetchOnMount: 'always' }),
  )
  const { tried, attempt } = useSecretTry()
  const fieldRef = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!choosing) fieldRef.current?.focus()
  }, [choosing])
  // Whoever was disabled meanwhile is not waited for: their work is open to nobody.
  const isGone = data !== undefined && !isFetching && data.every((one) => one.name !== name)
  if (isGone) return <SignInScreen session={session} onIn={onIn} />
  if (choosing) return <SignInScreen session={session} lockedBy={name} onBack={() => setChoosing(false)} onIn={onIn} />
  const enter = async (who: string, secret: string) => {
    const taken = await attempt(() => signIn(who, secret, onIn))
    // How long somebody has to wait stands in the list.
    if (!taken) await queryClient.invalidateQueries({ queryKey: queries.session.operators.key() })
  }
  const listed = data?.find((one) => one.name === name)
  return (
    <GateFrame aside={<WhereAndWhen session={session} />}>
      <div className={classes.column}>
        <div className={classes.title}>
          <h1>
            <IconLock size={30} aria-hidden="true" />
            {m.title}
          </h1>
          <p>{cleared ? m.cleared : m.kept}</p>
        </div>
        <div className={classes.owner}>
          <Initials name={name} large />
          <p>{m.say(name)}</p>
        </div>
        <div className={classes.secret}>
          <SecretForm
            fieldRef={fieldRef}
            name={name}
            submit={m.unlock}
            tried={tried}
            waitUntil={waitUntil(tried, listed ? { ...listed, readAt: dataUpdatedAt } : null)}
            demoSecret={session.demoSecret}
            onSubmit={(secret) => void enter(name, secret)}
          />
        </div>
        <button type="button" className={classes.other} onClick={() => setChoosing(true)}>
          <IconUsers size={17} aria-hidden="true" />
          {m.other}
        </button>
      </div>
    </GateFrame>
  )
}
