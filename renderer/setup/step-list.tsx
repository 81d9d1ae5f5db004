import { IconCheck } from '@tabler/icons-react'
import { useMessages } from '../messages/use-messages.tsx'
import type { Step } from './draft.ts'
import classes from './step-list.module.css'

/** How far the set-up is, on the indigo side. */
export function StepList({ steps, step }: { steps: readonly Step[]; step: Step }) {
  const { setup } = useMessages()
  const at = steps.indexOf(step)
  return (
    <div className={classes.place}>
      <p className={classes.title}>{setup.asideTitle}</p>
      <p className="unseen" aria-live="polite">
        {setup.stepOf(at + 1, steps.length)}: {setup.steps[step]}
      </p>
      <ol className={classes.steps} aria-label={setup.stepsLabel}>
        {steps.map((one, index) => (
          <li key={one} aria-current={one === step ? 'step' : undefined} data-done={index < at || undefined}>
            <span className={classes.mark}>
              {index < at ? <IconCheck size={17} stroke={3} aria-hidden="true" /> : index + 1}
            </span>
            {setup.steps[one]}
          </li>
        ))}
      </ol>
      <p className={classes.note}>{setup.asideSay}</p>
    </div>
  )
}
