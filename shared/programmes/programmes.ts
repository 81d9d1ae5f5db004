import type { ProgrammeDefinition } from '../domain/programme.ts'
import { bogorSehat } from './bogor-sehat.ts'
import { kbsBekasi } from './kbs-bekasi.ts'

/** The definitions that ship with the program. An issuer's newer ones take the place of those with the same code. */
export const programmes: readonly ProgrammeDefinition[] = [kbsBekasi, bogorSehat]
