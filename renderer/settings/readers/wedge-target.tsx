import type { IsoDate } from '../../../shared/domain/dates.ts'
import { readCard } from '../../../shared/domain/card.ts'
import { useScanTarget } from '../../desk/scan-target.ts'
import type { WedgeScan } from './heard.ts'

type Props = { today: IsoDate; onScan: (scan: WedgeScan) => void }

/** While it stands, what a keyboard scanner types into this page is shown here and goes nowhere else. */
export function WedgeTarget({ today, onScan }: Props) {
  useScanTarget((text) => onScan({ text, reading: readCard(text, today), typed: null }))
  return null
}
