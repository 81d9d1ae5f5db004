import { Button, Progress, TextInput } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { RestoreEvent } from '../../shared/contract/setup.ts'
import { client, useConnected } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import { Greeting } from './greeting.tsx'
import classes from './restore-screen.module.css'
import { recoveryKeyOf, wrongKey } from './recovery-key.ts'
import setupClasses from './setup.module.css'
import { waitUntilReady } from './wait-until-ready.ts'

type Run = RestoreEvent | { kind: 'idle' } | { kind: 'lost' }
type Totals = Extract<RestoreEvent, { kind: 'restored' }>['totals']

const STAGES = ['decrypting', 'verifying', 'installing'] as const
const TOTALS = ['entries', 'auditRows', 'admissions', 'guaranteed', 'provisional', 'umum', 'voided'] as const

type Props = {
  onFounding: () => void
  onEnd: (byWizard: boolean) => void
  onFailed: () => void
  onBack: () => void
}

/** A lost desk from its backup and the sheet in the safe. The result says what was proved, not only that it is done. */
export function RestoreScreen({ onFounding, onEnd, onFailed, onBack }: Props) {
  const { setup, common } = useMessages()
  const m = setup.restore
  const connected = useConnected()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const [path, setPath] = useState('')
  const [key, setKey] = useState('')
  const [pressed, setPressed] = useState(false)
  const [run, setRun] = useState<Run>({ kind: 'idle' })
  const running = run.kind === 'progress'
  const keyWrong = wrongKey(key)

  const start = async () => {
    setPressed(true)
    if (running) return
    if (path.trim() === '' || keyWrong) {
      // What was said of the last try is not true of this one.
      setRun({ kind: 'idle' })
      return
    }
    setRun({ kind: 'progress', stage: 'decrypting' })
    onFounding()
    let last: Run = { kind: 'lost' }
    try {
      const events = await client.setup.restore({ path: path.trim(), recoveryKey: recoveryKeyOf(key) })
      for await (const event of events) setRun((last = event))
    } catch {
      if (last.kind !== 'restored') last = { kind: 'lost' }
    }
    setRun(last.kind === 'progress' ? { kind: 'lost' } : last)
    if (last.kind === 'restored') setKey('')
    else onFailed()
  }
  if (run.kind === 'restored') return <Restored totals={run.totals} onEnd={() => onEnd(false)} />
  return (
    <GateFrame aside={<Greeting />}>
      <form
        className={setupClasses.column}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        <h1 className={setupClasses.title}>{m.title}</h1>
        <p className={setupClasses.say}>{m.say}</p>
        <div className={classes.fields}>
          <TextInput
            label={m.path}
            description={m.pathHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={pressed && path.trim() === '' ? m.pathMissing : undefined}
            ref={first}
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            disabled={running}
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <TextInput
            label={m.key}
            description={m.keyHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={pressed && keyWrong ? m[keyWrong] : undefined}
            classNames={{ input: 'mono' }}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            disabled={running}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        </div>
        <div className={classes.result} aria-live="polite">
          {running && (
            <>
              <p>
                <b>{m.stages[run.stage]}</b> · {m.running}
              </p>
              <Progress
                value={((STAGES.indexOf(run.stage) + 0.5) / STAGES.length) * 100}
                size={10}
                aria-label={m.stages[run.stage]}
              />
            </>
          )}
          {run.kind === 'refused' && (
            <Trouble>
              {m.faults[run.fault]} {run.fault !== 'not-empty' && m.nothingChanged}
            </Trouble>
          )}
          {run.kind === 'lost' && <Trouble>{m.lost}</Trouble>}
        </div>
        <div className={classes.buttons}>
          <Button
            variant="default"
            h={50}
            disabled={running}
            leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
            onClick={onBack}
          >
            {common.back}
          </Button>
          <span className="grow" />
          <Button type="submit" h={60} px={26} fz={17} radius={14} disabled={running || !connected}>
            {m.start}
          </Button>
        </div>
      </form>
    </GateFrame>
  )
}

function Restored({ totals, onEnd }: { totals: Totals; onEnd: () => void }) {
  const { setup } = useMessages()
  const m = setup.restore
  const format = useFormat()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const [leaving, setLeaving] = useState(false)
  return (
    <GateFrame aside={<Greeting />}>
      <div className={setupClasses.column}>
        <h1 className={`${setupClasses.title} ${classes.done}`}>
          <IconCircleCheck size={34} aria-hidden="true" />
          {m.doneTitle}
        </h1>
        <p className={setupClasses.say}>{m.doneSay}</p>
        <dl className={`card ${classes.totals}`}>
          {TOTALS.map((name) => (
            <div key={name}>
              <dt>{m.totals[name]}</dt>
              <dd>{format.number(totals[name])}</dd>
            </div>
          ))}
        </dl>
        <p className={setupClasses.say}>{m.doneNumbers}</p>
        <p className={setupClasses.say}>{m.doneRoster}</p>
        <div className={classes.buttons}>
          <span className="grow" />
          <Button
            h={60}
            px={26}
            fz={17}
            radius={14}
            ref={button}
            disabled={leaving}
            onClick={() => {
              setLeaving(true)
              void waitUntilReady().then(onEnd)
            }}
          >
            {setup.toSignIn}
          </Button>
        </div>
      </div>
    </GateFrame>
  )
}
