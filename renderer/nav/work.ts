import { createContext, useContext } from 'react'
import type { SignedIn } from '../../shared/contract/session.ts'
import type { Area } from './areas.ts'

export type WorkDialog = 'none' | 'change-secret' | 'hand-over' | 'backup'

/** What the frame of every page offers to whoever has signed in. */
export type Work = {
  operator: SignedIn
  areas: readonly Area[]
  area: Area | null
  go: (area: Area) => void
  lock: () => void
  /** Locks, and asks who is next. */
  switchOperator: () => void
  signOut: () => void
  open: (dialog: WorkDialog) => void
}

export const WorkContext = createContext<Work | null>(null)

export function useWork(): Work {
  const work = useContext(WorkContext)
  if (!work) throw new Error('a page stands outside of the work')
  return work
}
