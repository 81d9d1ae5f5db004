import { z } from 'zod'

/** Who works with this program: `clerk` petugas, `supervisor` penyelia, `finance` keuangan, `administrator` pengelola, `auditor` pemeriksa. */
export const Role = z.enum(['clerk', 'supervisor', 'finance', 'administrator', 'auditor'])
export type Role = z.infer<typeof Role>

/**
 * What a role may do. `enter`, `correct`, `view` are those of Permenkes 24/2022 art. 30. `approve`: say yes at somebody else's desk to what
 * the rules refuse. `audit`: read the audit trail, and ask whom a line is about.
 */
export const GrantedRight = z.enum(['view', 'enter', 'correct', 'export', 'configure', 'approve', 'audit'])
export type GrantedRight = z.infer<typeof GrantedRight>

/** Names that the program uses for itself in the journal. */
const RESERVED = /^(system|sistem|loket\b|mesin\b|machine\b)/i

/** What nobody sees, or sees differently on each machine: with it one name could be written twice. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/**
 * As it stands in the journal and on letters. It is never changed and, whatever its letter case, never given to another: the trail must go
 * on meaning the same person.
 */
export const OperatorName = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .refine((name) => {
    const letters = name.match(/\p{L}/gu) ?? []
    const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter)
    const isForeign = (letter: string) => !isLatin(letter) && !/\p{Script=Common}/u.test(letter)
    // A letter that only looks Latin would make a second `Rina`.
    const isOneScript = !letters.some(isLatin) || !letters.some(isForeign)
    return letters.length > 0 && isOneScript && !UNSEEN.test(name) && !RESERVED.test(foldOperatorName(name))
  })
export type OperatorName = z.infer<typeof OperatorName>

/** Two names that a person would take for one give the same text. */
export function foldOperatorName(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

export const Operator = z.strictObject({ name: OperatorName, role: Role, active: z.boolean() })
export type Operator = z.infer<typeof Operator>

/** What each role may do until an administrator changes it. */
export const DEFAULT_RIGHTS: Readonly<Record<Role, readonly GrantedRight[]>> = {
  clerk: ['view', 'enter'],
  supervisor: ['view', 'enter', 'correct', 'export', 'approve'],
  finance: ['view', 'export'],
  administrator: ['configure'],
  auditor: ['view', 'audit'],
}

/** What a role can be given at all: an auditor reads only, and nobody else learns whom an audit line is about. */
export const GRANTABLE_RIGHTS: Readonly<Record<Role, readonly GrantedRight[]>> = {
  clerk: ['view', 'enter', 'correct', 'export'],
  supervisor: ['view', 'enter', 'correct', 'export', 'approve'],
  finance: ['view', 'correct', 'export'],
  administrator: ['view', 'configure', 'export'],
  auditor: ['view', 'export', 'audit'],
}

/** What cannot be taken from a role: without it nobody could change it back. */
export const FIXED_RIGHTS: Readonly<Record<Role, readonly GrantedRight[]>> = {
  clerk: [],
  supervisor: [],
  finance: [],
  administrator: ['configure'],
  auditor: ['audit'],
}
