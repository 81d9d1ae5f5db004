import { Button } from '@mantine/core'
import { IconPlayerPlay, IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ChoiceList } from '../forms/choice-list.tsx'
import install from './install-panel.module.css'
import { useChange } from '../use-change.ts'
import { playTone } from '../../scan/tone.ts'

type Props = { on: boolean; say: (text: string) => void }

/** Whether a scan is heard. */
export function SoundPanel({ on, say }: Props) {
  const { readers, settings } = useMessages()
  const m = readers.sound
  const { trouble, run } = useChange()
  // What was pressed is shown at once; what the core says later stands above it.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [told, setTold] = useState(on)
  if (told !== on) {
    setTold(on)
    setChosen(null)
  }
  const set = (choice: 'on' | 'off') => {
    setChosen(choice === 'on')
    run(async () => {
      const { kind } = await client.readers.setSound({ on: choice === 'on' })
      await queryClient.invalidateQueries({ queryKey: queries.readers.info.key() })
      if (kind === 'disk-full' || kind === 'busy') {
        setChosen(null)
        return settings.unwritten[kind]
      }
      say(m.saved[choice])
      return null
    })
  }
  return (
    <Panel title={m.title} say={m.say} icon={<IconVolume size={18} aria-hidden="true" />}>
      <ChoiceList
        label={m.label}
        name="sound"
        options={[
          { value: 'on', label: m.on, say: m.onSay },
          { value: 'off', label: m.off, say: m.offSay },
        ]}
        value={(chosen ?? on) ? 'on' : 'off'}
        onChange={set}
      />
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={install.foot}>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
          onClick={() => playTone('used')}
        >
          {m.try}
        </Button>
      </div>
    </Panel>
  )
}
