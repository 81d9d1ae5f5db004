import type { HandOver } from '../../shared/contract/session.ts'
import { client, keeper, queries, queryClient } from '../api.ts'
import type { SecretRefusal } from './use-secret-try.ts'

/** Signs in, or unlocks. What the core then says of the session is there before the page opens, so that no other screen flashes by. */
export async function signIn(
  name: string,
  secret: string,
  onIn: (handOver: HandOver | null) => void,
): Promise<SecretRefusal | null> {
  const result = await client.session.signIn({ name, secret })
  if (result.kind !== 'signed-in') return result
  const { operator, token, handOver } = result
  // What was asked before the PIN was given would come back as "locked" and stand until the next time somebody asks.
  await queryClient.cancelQueries({ queryKey: queries.session.info.key() })
  const info = await client.session.info().catch(() => null)
  if (info) queryClient.setQueryData(queries.session.info.queryKey(), info)
  onIn(handOver)
  keeper.signedIn(operator.name, token)
  return null
}
