import { Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { SetupResult } from '../../shared/contract/setup.ts'
import { programmes } from '../../shared/programmes/programmes.ts'
import { newSecretWrong } from '../accounts/new-secret.ts'
import { signIn } from '../accounts/sign-in.ts'
import { client, useConnected } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import { emptyDraft, inputOf, problemsOf, stepsFor } from './draft.ts'
import type { SetupDraft, Step } from './draft.ts'
import { StepList } from './step-list.tsx'
import { StepFields } from './step-fields.tsx'
import classes from './wizard.module.css'
import { waitUntilReady } from './wait-until-ready.ts'

export type SetupTrouble = Exclude<SetupResult['kind'], 'founded'> | 'lost'

/** Which step says what the core refused. */
const BELONGS_TO: Partial<Record<SetupTrouble, Step>> = {
  'name-bad': 'administrator',
  'not-administrator': 'administrator',
  'too-short': 'administrator',
  'too-simple': 'administrator',
}

type Props = {
  stage: 'hospital' | 'administrator'
  onFounding: () => void
  onEnd: (byWizard: boolean) => void
  onFailed: () => void
  onBack: (() => void) | null
}

/** A real desk in a few short steps; what was typed stays while going back and forth, and one call at the end writes it all. */
export function Wizard({ stage, onFounding, onEnd, onFailed, onBack }: Props) {
  const messages = useMessages()
  const m = messages.setup
  const connected = useConnected()
  const [isHospitalKnown] = useState(stage === 'administrator')
  const steps = stepsFor(isHospitalKnown ? 'administrator' : 'hospital')
  const [draft, setDraft] = useState(() => emptyDraft(programmes, new Date().getFullYear()))
  const [step, setStep] = useState<Step>(steps[0] ?? 'review')
  const [pressed, setPressed] = useState(false)
  const [running, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<SetupTrouble | null>(null)
  const form = useRef<HTMLFormElement>(null)
  // A second press comes before React has shown the first.
  const sent = useRef(false)
  // Enter pressed twice on one step would otherwise leave the next one, with what stands in it, before anybody has read it.
  const begun = useRef(new Set<Step>())
  const at = steps.indexOf(step)

  const open = (next: Step) => {
    setStep(next)
    setPressed(false)
  }
  const isClear = (one: Step, given: SetupDraft) =>
    Object.keys(problemsOf(one, given, isHospitalKnown)).length === 0 &&
    (one !== 'administrator' || newSecretWrong(given, messages) === null)
  const next = () => {
    if (!isClear(step, draft)) {
      setPressed(true)
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]')?.focus(),
      )
      return
    }
    setTrouble(null)
    const following = steps[at + 1]
    if (following) open(following)
    else void finish()
  }
  const finish = async () => {
    const unfinished = steps.find((one) => !isClear(one, draft))
    if (unfinished) {
      open(unfinished)
      setPressed(true)
      return
    }
    const input = inputOf(draft, isHospitalKnown)
    if (!input || sent.current || trouble === 'already') return
    sent.current = true
    setRunning(true)
    setTrouble(null)
    onFounding()
    const result = await client.setup.finish(input).catch(() => ({ kind: 'lost' as const }))
    if (result.kind === 'founded' && (await waitUntilReady())) {
      // Whoever has just chosen the PIN is not asked for it at once.
      await signIn(input.administrator.name, input.administrator.secret, () => undefined).catch(() => null)
      return onEnd(true)
    }
    sent.current = false
    setRunning(false)
    const kind = result.kind === 'founded' ? 'lost' : result.kind
    setTrouble(kind)
    const belongs = BELONGS_TO[kind]
    if (belongs) open(belongs)
    // Somebody else's desk is there now: this page stays until that was read.
    if (kind !== 'already') onFailed()
  }
  const back = steps[at - 1]
  const isLast = at === steps.length - 1
  return (
    <GateFrame aside={<StepList steps={steps} step={step} />} wide>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears the keys of the fields within it */}
      <form
        ref={form}
        className={classes.form}
        noValidate
        onKeyDown={(event) => {
          if (event.key !== 'Enter') begun.current.add(step)
          else if (!begun.current.has(step)) event.preventDefault()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          next()
        }}
      >
        <div key={step} ref={focusFirst} className={classes.body}>
          <StepFields
            step={step}
            draft={draft}
            isHospitalKnown={isHospitalKnown}
            said={pressed}
            onDraft={(patch) => {
              begun.current.add(step)
              setDraft((last) => ({ ...last, ...patch }))
            }}
            onStep={open}
          />
        </div>
        <div className={classes.foot}>
          {(back || onBack) && (
            <Button
              variant="default"
              h={50}
              disabled={running}
              leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
              onClick={() => (back ? open(back) : onBack?.())}
            >
              {messages.common.back}
            </Button>
          )}
          <div className="grow" aria-live="polite">
            {trouble && <Trouble>{m.refused[trouble]}</Trouble>}
          </div>
          {trouble === 'already' ? (
            <Button h={60} px={26} fz={17} radius={14} onClick={() => onEnd(false)}>
              {m.toSignIn}
            </Button>
          ) : (
            <Button
              type="submit"
              h={60}
              px={26}
              fz={17}
              radius={14}
              disabled={running || (isLast && !connected)}
              rightSection={isLast ? null : <IconArrowRight size={20} aria-hidden="true" />}
            >
              {running ? m.finishing : isLast ? m.finish : m.next}
            </Button>
          )}
        </div>
      </form>
    </GateFrame>
  )
}

/** Each step begins at its first field, or at the heading where there is none. */
function focusFirst(body: HTMLElement | null): void {
  const place = body?.querySelector<HTMLElement>('input:not([type="hidden"])') ?? body?.querySelector<HTMLElement>('h1')
  place?.focus()
}
