import { z } from 'zod'
import { Delivery } from './letters.ts'
import { call } from './procedure.ts'

/** A card to try: what it shows and the text a scanner would send. */
export const SampleCard = z.strictObject({
  id: z.enum([
    'eligible',
    'family',
    'bogor',
    'jkn-active',
    'referral',
    'suspended',
    'moved',
    'review',
    'card-lost',
    'product',
    'unknown',
  ]),
  text: z.string(),
  holder: z.string().nullable(),
})
export type SampleCard = z.infer<typeof SampleCard>

/** Answered only in a demo data folder; empty elsewhere. */
export const demoContract = {
  samples: call('signed-in').output(z.array(SampleCard)),
  /** A4 sheet of the sample cards with barcodes, for a real scanner. Null outside a demo. */
  sheet: call('signed-in').output(Delivery.nullable()),
}
