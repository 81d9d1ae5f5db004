import { refusalOf } from '../core/refusal-sentence.ts'
import type { KeysOutcome, KeysRequest } from '../core/server/shell-messages.ts'
import type { SealedKeys } from './sealed-keys.ts'

/** Does what the core asks to have done with its sealed secrets. `failed` also where none are sealed. */
export async function answerKeys(sealed: SealedKeys | null, request: KeysRequest): Promise<KeysOutcome> {
  if (sealed === null) return 'failed'
  try {
    await carryOut(sealed, request)
    return 'done'
  } catch (error) {
    return refusalOf(error)?.code === 'disk-full' ? 'disk-full' : 'failed'
  }
}

function carryOut(sealed: SealedKeys, request: KeysRequest): Promise<void> {
  switch (request.ask) {
    case 'stage':
      return sealed.stage(request.staged)
    case 'commit':
      return sealed.commit()
    case 'unstage':
      return sealed.unstage()
  }
}
