import { Button } from '@mantine/core'
import { IconCertificate, IconCircleCheck, IconKey, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { refusalText } from '../../accounts/refusal-text.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { printPdf } from '../../desk/print-pdf.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import type { Outcome } from '../use-change.ts'
import { SecretDialog } from './secret-dialog.tsx'

type KeysState = {
  kept: 'sealed' | 'file'
  rotatedAt: IsoInstant | null
  kitPrintedAt: IsoInstant | null
  kitOutdated: boolean
}

/** What opens the data and the backups: how it is kept, on paper, and how it is changed. */
export function KeysSection({ say }: SectionProps) {
  const { settings } = useMessages()
  const m = settings.keys
  const query = useQuery(queries.keys.state.queryOptions())
  const { data } = query
  if (data === undefined)
    return (
      <Panel title={m.keptTitle} icon={<IconKey size={18} aria-hidden="true" />}>
        <Loaded query={query} lines={6} failed={settings.loadFailed}>
          {() => null}
        </Loaded>
      </Panel>
    )
  return (
    <>
      <Panel title={m.kitTitle} say={m.kitSay} icon={<IconCertificate size={18} aria-hidden="true" />}>
        <Kit state={data} say={say} />
      </Panel>
      <Panel title={m.keptTitle} icon={<IconKey size={18} aria-hidden="true" />}>
        <Kept state={data} />
      </Panel>
      <Panel title={m.rotateTitle} say={m.rotateSay} icon={<IconRefresh size={18} aria-hidden="true" />}>
        <Rotate state={data} />
      </Panel>
    </>
  )
}

function Kept({ state: { kept, rotatedAt, kitPrintedAt } }: { state: KeysState }) {
  const m = useMessages().settings.keys
  const format = useFormat()
  return (
    <dl className={forms.facts}>
      <div>
        <dt>{m.keptWord}</dt>
        <dd>{m.kept[kept]}</dd>
      </div>
      <div>
        <dt>{m.rotatedAt}</dt>
        <dd>{rotatedAt === null ? m.never : format.dayAndTime(rotatedAt)}</dd>
      </div>
      <div>
        <dt>{m.kitAt}</dt>
        <dd>{kitPrintedAt === null ? m.neverPrinted : format.dayAndTime(kitPrintedAt)}</dd>
      </div>
    </dl>
  )
}

function Kit({ state, say }: { state: KeysState; say: (text: string) => void }) {
  const messages = useMessages()
  const m = messages.settings.keys
  const [asking, setAsking] = useState(false)
  const print = async (secret: string): Promise<Outcome> => {
    const result = await client.keys.kit({ secret })
    if (result.kind !== 'made') return refusalText(result, result.kind === 'locked-out' ? result.waitMs : 0, messages)
    const { delivery } = result
    const printed = delivery.kind === 'printer' || (delivery.kind === 'page' && (await printPdf(delivery)))
    await queryClient.invalidateQueries({ queryKey: queries.keys.key() })
    if (!printed) return delivery.kind === 'page' ? m.kitProblem.page : m.kitProblem.printer
    setAsking(false)
    say(m.kitPrinted)
    return null
  }
  return (
    <>
      {state.kitPrintedAt === null ? (
        <Trouble>{m.kitMissing}</Trouble>
      ) : state.kitOutdated ? (
        <Trouble>{m.kitOutdated}</Trouble>
      ) : (
        <p className={forms.good}>
          <IconCircleCheck size={20} aria-hidden="true" />
          {m.kitGood}
        </p>
      )}
      <div>
        <Button onClick={() => setAsking(true)}>{m.kitButton}</Button>
      </div>
      {asking && (
        <SecretDialog
          title={m.kitTitle}
          say={m.kitAsk}
          yes={m.kitYes}
          onSecret={print}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

type Rotation = { kind: 'idle' } | { kind: 'asking' } | { kind: 'running'; before: IsoInstant | null }

function Rotate({ state: { rotatedAt } }: { state: KeysState }) {
  const messages = useMessages()
  const m = messages.settings.keys
  const [rotation, setRotation] = useState<Rotation>({ kind: 'idle' })
  const rotate = async (secret: string): Promise<Outcome> => {
    const result = await client.keys.rotate({ secret })
    if (result.kind !== 'restarting')
      return refusalText(result, result.kind === 'locked-out' ? result.waitMs : 0, messages)
    setRotation({ kind: 'running', before: rotatedAt })
    return null
  }
  return (
    <>
      {rotation.kind === 'running' && (
        // The page asks for everything anew when the core is back: a later time of change is the proof.
        <div aria-live="polite">
          {rotation.before === rotatedAt ? (
            <p className={forms.say}>{m.rotating}</p>
          ) : (
            <p className={forms.good}>
              <IconCircleCheck size={20} aria-hidden="true" />
              {m.rotated}
            </p>
          )}
        </div>
      )}
      <div>
        <Button
          variant="default"
          disabled={rotation.kind === 'running' && rotation.before === rotatedAt}
          onClick={() => setRotation({ kind: 'asking' })}
        >
          {m.rotateButton}
        </Button>
      </div>
      {rotation.kind === 'asking' && (
        <SecretDialog
          title={m.rotateTitle}
          say={m.rotateAsk}
          yes={m.rotateYes}
          onSecret={rotate}
          onClose={() => setRotation({ kind: 'idle' })}
        />
      )}
    </>
  )
}
