import type { GrantedRight } from '../../shared/domain/operator.ts'
import { useSession } from '../api.ts'

const NONE: readonly GrantedRight[] = []

/** What whoever has signed in may do. The core decides; the screen leaves out what it would refuse. */
export function useRights(): readonly GrantedRight[] {
  return useSession()?.operator?.rights ?? NONE
}
