import { z } from 'zod'

/** Nothing was written: free space on the disk, then try again. */
export const DiskFull = z.strictObject({ kind: z.literal('disk-full') })
/** Nothing was written: another program kept the journal for too long; try again. */
export const Busy = z.strictObject({ kind: z.literal('busy') })
