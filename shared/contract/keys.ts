import { z } from 'zod'
import { IsoInstant } from '../domain/dates.ts'
import { Delivery } from './letters.ts'
import { call } from './procedure.ts'
import { SecretRefused, Secret } from './session.ts'
import { Busy, DiskFull } from './unwritten.ts'

export const KeysState = z.strictObject({
  /** `sealed`: by the operating system. `file`: a key file that only its owner may read. */
  kept: z.enum(['sealed', 'file']),
  rotatedAt: IsoInstant.nullable(),
  kitPrintedAt: IsoInstant.nullable(),
  /** The keys changed after the last kit was printed: that kit opens no new backup. */
  kitOutdated: z.boolean(),
})
export type KeysState = z.infer<typeof KeysState>

export const keysContract = {
  state: call('configure').output(KeysState),
  /** Gives both databases new keys. The core starts anew for it: the desk is away for some seconds. */
  rotate: call('configure')
    .input(z.strictObject({ secret: Secret }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('restarting') }),
        ...SecretRefused.options,
        DiskFull,
        Busy,
      ]),
    ),
  /** The page that opens this desk's backups when the machine is lost. Asked again for the PIN: whoever holds the page can read everything. */
  kit: call('configure')
    .input(z.strictObject({ secret: Secret }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('made'), delivery: Delivery }),
        ...SecretRefused.options,
        DiskFull,
        Busy,
      ]),
    ),
}
