import { useState } from 'react'
import type { SetupState } from '../../shared/contract/setup.ts'
import { queries, queryClient } from '../api.ts'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import { ChoiceScreen } from './choice-screen.tsx'
import { RestoreScreen } from './restore-screen.tsx'
import { Wizard } from './wizard.tsx'

type Props = {
  stage: SetupState['stage']
  /** From here on the page leads itself through, whatever the stage is meanwhile. */
  onFounding: () => void
  /** The desk is there; `byWizard`: and its first administrator has signed in. */
  onEnd: (byWizard: boolean) => void
  onFailed: () => void
}

/** The first start of a data folder, over which a scan does nothing yet. */
export function SetupScreen(props: Props) {
  const { scan } = useMessages()
  const { notice, say } = useNotice()
  useNoScans(say, scan.notReady, 'page')
  return (
    <>
      <SetupWay {...props} />
      <NoticeLine notice={notice} />
    </>
  )
}

/** What it shall be, then the way there. Nothing is written before the end of a way. */
function SetupWay({ stage, onFounding, onEnd, onFailed }: Props) {
  const [way, setWay] = useState<'choice' | 'real' | 'restore'>('choice')
  const end = async (byWizard: boolean) => {
    await queryClient.invalidateQueries({ queryKey: queries.setup.state.key() })
    onEnd(byWizard)
  }
  const handlers = { onFounding, onEnd: (byWizard: boolean) => void end(byWizard), onFailed }
  // A desk that stands half done, as by a command, is only completed; and it stays so while the last step runs.
  const [begun, setBegun] = useState<'hospital' | 'administrator' | null>(null)
  if (begun === null && way === 'choice' && (stage === 'hospital' || stage === 'administrator')) setBegun(stage)
  if (begun !== null || way === 'real')
    return <Wizard stage={begun ?? 'hospital'} {...handlers} onBack={begun !== null ? null : () => setWay('choice')} />
  if (way === 'restore') return <RestoreScreen {...handlers} onBack={() => setWay('choice')} />
  return <ChoiceScreen {...handlers} onReal={() => setWay('real')} onRestore={() => setWay('restore')} />
}
