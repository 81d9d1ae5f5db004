import { IconArrowRight, IconBuildingHospital, IconFlask, IconHistory } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState } from 'react'
import { client, useConnected } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import { Greeting } from './greeting.tsx'
import classes from './setup.module.css'
import type { SetupTrouble } from './wizard.tsx'
import { waitUntilReady } from './wait-until-ready.ts'

type Props = {
  onReal: () => void
  onRestore: () => void
  onFounding: () => void
  onEnd: (byWizard: boolean) => void
  onFailed: () => void
}

/** Nobody has used this data folder: three doors, each with what is behind it. */
export function ChoiceScreen({ onReal, onRestore, onFounding, onEnd, onFailed }: Props) {
  const { setup } = useMessages()
  const m = setup.choice
  const connected = useConnected()
  const [running, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<SetupTrouble | null>(null)
  const demo = async () => {
    if (running) return
    setRunning(true)
    setTrouble(null)
    onFounding()
    const result = await client.setup.demo().catch(() => ({ kind: 'lost' as const }))
    const isThere = result.kind === 'founded' || result.kind === 'already'
    if (isThere && (await waitUntilReady())) return onEnd(false)
    setTrouble(isThere ? 'lost' : (result.kind as SetupTrouble))
    setRunning(false)
    onFailed()
  }
  return (
    <GateFrame aside={<Greeting />}>
      <div className={classes.column}>
        <h1 className={classes.title}>{m.title}</h1>
        <p className={classes.say}>{m.say}</p>
        <div className={classes.doors}>
          <Door
            icon={IconBuildingHospital}
            title={m.real}
            say={m.realSay}
            primary
            disabled={running || !connected}
            onOpen={onReal}
          />
          <Door
            icon={IconFlask}
            title={m.demo}
            say={running ? m.demoRunning : m.demoSay}
            striped
            disabled={running || !connected}
            onOpen={() => void demo()}
          />
          <Door
            icon={IconHistory}
            title={m.restore}
            say={m.restoreSay}
            disabled={running || !connected}
            onOpen={onRestore}
          />
        </div>
        <div className={classes.trouble} aria-live="polite">
          {trouble && <Trouble>{setup.refused[trouble]}</Trouble>}
        </div>
      </div>
    </GateFrame>
  )
}

type DoorProps = {
  icon: Icon
  title: string
  say: string
  primary?: boolean
  striped?: boolean
  disabled: boolean
  onOpen: () => void
}

function Door({ icon: DoorIcon, title, say, primary = false, striped = false, disabled, onOpen }: DoorProps) {
  return (
    <button
      type="button"
      className={primary ? `dark ${classes.door}` : classes.door}
      data-primary-door={primary || undefined}
      data-striped={striped || undefined}
      disabled={disabled}
      onClick={onOpen}
    >
      <span className={classes.tile}>
        <DoorIcon size={28} stroke={1.8} aria-hidden="true" />
      </span>
      <span className="grow">
        <b>{title}</b>
        <span>{say}</span>
      </span>
      <IconArrowRight size={22} aria-hidden="true" />
    </button>
  )
}
