import { useEffect, useState } from 'react'

/** For a dialog that is mounted when it opens: whatever had the focus before has it again afterwards, unless something else took it. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // The dialog leaves the page after this.
      setTimeout(() => {
        const isLost = document.activeElement === document.body || document.activeElement === null
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
