import { useState } from 'react'
import { useMessages } from '../messages/use-messages.tsx'

/** One question to the core at a time, with the sentence for one that was not answered. */
export function useQuestion() {
  const { unwritten } = useMessages().audit
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const ask = (question: () => Promise<string | null>) => {
    setBusy(true)
    setTrouble(null)
    const settle = (said: string | null) => {
      setTrouble(said)
      setBusy(false)
    }
    question().then(settle, () => settle(unwritten.failed))
  }
  return { busy, trouble, ask }
}
