import { useMessages } from '../../messages/use-messages.tsx'
import classes from './verdict-chip.module.css'
import { KIND_LOOKS } from './verdict-kind.ts'
import type { VerdictKind } from './verdict-kind.ts'

type VerdictChipProps = {
  kind: VerdictKind
  /** Instead of the verdict's own word: `JKN aktif`, `Dijamin, kelas 3`. */
  word?: string
  /** For what is not an answer yet, as "if this data still held". */
  outlined?: boolean
}

/** The verdict in a list: the same icon as on the panel, its word in sentence case. */
export function VerdictChip({ kind, word, outlined = false }: VerdictChipProps) {
  const { verdict } = useMessages()
  const ChipIcon = KIND_LOOKS[kind].chipIcon
  return (
    <span className={classes.chip} data-kind={kind} data-outlined={outlined || undefined}>
      <ChipIcon size={outlined ? 17 : 15} stroke={2.2} aria-hidden />
      {word ?? verdict.chip[kind]}
    </span>
  )
}
