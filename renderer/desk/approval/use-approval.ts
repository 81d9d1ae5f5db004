import { useState } from 'react'
import type { AgreedCall } from '../../../shared/contract/agreed-call.ts'
import type { SecretTry } from '../../accounts/use-secret-try.ts'
import { client } from '../../api.ts'

export type ApprovalTry = SecretTry | { kind: 'not-allowed' }

type Input = { name: string; secret: string; asked: AgreedCall; reason: string }

/** One PIN on its way to the core at a time; answers the approval's id, or null with the reason in `tried`. */
export function useApproval() {
  const [tried, setTried] = useState<ApprovalTry>({ kind: 'idle' })
  const attempt = async (input: Input): Promise<string | null> => {
    if (tried.kind === 'checking') return null
    setTried({ kind: 'checking' })
    try {
      const result = await client.session.approve(input)
      if (result.kind === 'approved') {
        setTried({ kind: 'idle' })
        return result.approvalId
      }
      setTried(result.kind === 'not-allowed' ? result : { kind: 'refused', refusal: result, at: Date.now() })
    } catch {
      setTried({ kind: 'refused', refusal: { kind: 'lost' }, at: Date.now() })
    }
    return null
  }
  return { tried, attempt, forget: () => setTried({ kind: 'idle' }) }
}
