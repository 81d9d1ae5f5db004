import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { IsoInstant } from '../../shared/domain/dates.ts'
import { client } from '../api.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import classes from './audit-screen.module.css'

type Verified = {
  entries: number
  auditRows: number
  fault: { where: string; seq: number | null; fault: string } | null
  checkedAt: IsoInstant
}

export type ChainState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'checked'; result: Verified }
  | { kind: 'lost' }

/** Checking both chains from their first line to their last, when somebody asks for it. */
export function useChain(): { state: ChainState; check: () => void } {
  const [state, setState] = useState<ChainState>({ kind: 'idle' })
  const check = () => {
    setState({ kind: 'running' })
    client.audit.verify().then(
      (result) => setState({ kind: 'checked', result }),
      () => setState({ kind: 'lost' }),
    )
  }
  return { state, check }
}

/** One line under the title: what this screen is, until a check has something to say. */
export function ChainLine({ chain }: { chain: ChainState }) {
  const { audit: m } = useMessages()
  const format = useFormat()
  switch (chain.kind) {
    case 'idle':
    case 'running':
      return (
        <p className={classes.chain} aria-live="polite">
          {chain.kind === 'idle' ? m.say : m.verifying}
        </p>
      )
    case 'lost':
      return (
        <p className={classes.chain} role="alert" data-kind="lost">
          <IconAlertTriangle size={18} aria-hidden="true" />
          {m.verifyFailed}
        </p>
      )
    case 'checked': {
      const { entries, auditRows, fault, checkedAt } = chain.result
      if (fault === null)
        return (
          <output className={classes.chain} data-kind="whole">
            <IconShieldCheck size={18} aria-hidden="true" />
            {m.whole(format.number(entries), format.number(auditRows), format.time(checkedAt))}
          </output>
        )
      return (
        <p className={classes.chain} role="alert" data-kind="broken">
          <IconAlertTriangle size={18} aria-hidden="true" />
          <span>
            {m.broken(fault.seq === null ? null : format.number(fault.seq))}{' '}
            {m.reference(`${fault.where} ${fault.fault}`)}
          </span>
        </p>
      )
    }
  }
}
