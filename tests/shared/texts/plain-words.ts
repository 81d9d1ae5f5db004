import { RefusalCode, WarningCode } from '../../../shared/domain/verdict.ts'

const CODES = [...RefusalCode.options, ...WarningCode.options].filter((code) => code.includes('-'))

/** What no text for a person may be or hold: empty, a hole where a fact is missing, a machine's date, a banned word. */
const FAULTS: readonly RegExp[] = [
  /^$|^ | $/,
  /undefined|null|NaN|\[object|\$\{/,
  /\berror\b|\binvalid\b|tidak valid|\bgagal\b|\bditolak\b|!|administrator/i,
  /\d{4}-\d{2}-\d{2}/,
  / {2}|\.\.| [.,;]/,
]

/** The texts that break the rules for words, codes included. */
export function faultyWords(texts: readonly (string | undefined)[]): string[] {
  return texts
    .map((text) => text ?? '')
    .filter((text) => FAULTS.some((fault) => fault.test(text)) || CODES.some((code) => text.includes(code)))
}
