import { useEffect, useState } from 'react'
import type { HandOver, SessionInfo } from '../../shared/contract/session.ts'
import { forgetPersons } from '../api.ts'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { forgetScans } from '../scan/reader-feed.ts'
import { useNoScans } from '../scan/use-scans.ts'
import { leaveNoPaper } from './leave-no-paper.ts'
import { LockScreen } from './lock-screen.tsx'
import { SignInScreen } from './sign-in-screen.tsx'

type Props = {
  session: SessionInfo
  /** Null: nobody is at work here. */
  lockedFor: string | null
  others: boolean
  /** Locked for so long that what was on the screen is to be thrown away. */
  onTooLong: () => void
  onIn: (handOver: HandOver | null) => void
}

/** Between a person and the work. What the page knew of patients is gone from its memory as soon as this stands. */
export function LockedWork({ session, lockedFor, others, onTooLong, onIn }: Props) {
  const { accounts } = useMessages()
  const { notice, say } = useNotice()
  const cleared = useTooLong(session.policy.clearAfterMinutes, onTooLong)
  useEffect(() => {
    forgetPersons()
    forgetScans()
    leaveNoPaper()
  }, [])
  useNoScans(say, lockedFor === null ? accounts.signIn.scanned : accounts.lock.scanned, 'page')
  return (
    <>
      {lockedFor === null ? (
        <SignInScreen session={session} onIn={onIn} />
      ) : (
        <LockScreen key={lockedFor} session={session} name={lockedFor} cleared={cleared} others={others} onIn={onIn} />
      )}
      <NoticeLine notice={notice} />
    </>
  )
}

/** Whether this stands for longer than agreed; by the clock on the wall, which goes on while the computer sleeps. */
function useTooLong(minutes: number, onTooLong: () => void): boolean {
  const [since] = useState(() => Date.now())
  const [isTooLong, setTooLong] = useState(false)
  useEffect(() => {
    if (isTooLong) return
    const timer = setInterval(() => {
      if (Math.abs(Date.now() - since) < minutes * 60_000) return
      setTooLong(true)
      onTooLong()
    }, 1_000)
    return () => clearInterval(timer)
  }, [isTooLong, since, minutes, onTooLong])
  return isTooLong
}
