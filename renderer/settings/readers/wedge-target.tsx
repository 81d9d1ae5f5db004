import { useEffect, useRef } from 'react'
import { readCard } from '../../../shared/domain/card.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useScans } from '../../scan/use-scans.ts'
import type { WedgeScan } from './heard.ts'
import { msPerKey } from './key-pace.ts'

/** As many as the longest code on a card. */
const MOST_KEYS = 4_096

type Props = { today: IsoDate; say: (text: string) => void; onScan: (scan: WedgeScan) => void }

/** While it stands, what a keyboard scanner types into this page is shown here and goes nowhere else. */
export function WedgeTarget({ today, say, onScan }: Props) {
  const pressed = useKeyTimes()
  useScans(
    ({ text }) => {
      const keys = text.length
      onScan({ text, reading: readCard(text, today), typed: { keys, msPerKey: msPerKey(pressed.current, keys) } })
      return 'used'
    },
    { layer: 'page', say },
  )
  return null
}

/** When keys came up. A scanner's keys are kept from the page as they go down, so their pace is seen only there. */
function useKeyTimes() {
  const times = useRef<number[]>([])
  useEffect(() => {
    const onKey = ({ key, timeStamp }: KeyboardEvent) => {
      if ([...key].length === 1) times.current = [...times.current.slice(1 - MOST_KEYS), timeStamp]
    }
    window.addEventListener('keyup', onKey)
    return () => window.removeEventListener('keyup', onKey)
  }, [])
  return times
}
