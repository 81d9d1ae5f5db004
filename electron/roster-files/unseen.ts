/** Control and direction signs, line separators: none of them stands in a name. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]/gu
/** What joins or turns letters without being one: between two letters there is nothing. */
const MARKS = /[\p{Cf}\p{Co}\p{Cs}]/gu

/** `text` with nothing in it that moves a cursor or turns it around. */
export function withoutUnseen(text: string): string {
  return text.replace(MARKS, '').replace(BREAKS, ' ')
}
