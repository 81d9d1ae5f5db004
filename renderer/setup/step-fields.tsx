import type { ReactNode } from 'react'
import { NewSecretFields } from '../accounts/new-secret-fields.tsx'
import { TextInput } from '@mantine/core'
import { useMessages } from '../messages/use-messages.tsx'
import { AgreementsStep } from './agreements-step.tsx'
import { problemsOf } from './draft.ts'
import type { SetupDraft, Step } from './draft.ts'
import { HospitalStep } from './hospital-step.tsx'
import { LetterStep } from './letter-step.tsx'
import { ReviewStep } from './review-step.tsx'
import classes from './wizard.module.css'

export type StepProps = {
  draft: SetupDraft
  isHospitalKnown: boolean
  /** What is wrong at a field, once somebody wanted to go on. */
  wrong: (field: string) => string | undefined
  onDraft: (patch: Partial<SetupDraft>) => void
}

type Props = Omit<StepProps, 'wrong'> & { step: Step; said: boolean; onStep: (step: Step) => void }

/** The one switch over the steps. */
export function StepFields({ step, said, onStep, ...props }: Props): ReactNode {
  const { setup } = useMessages()
  const problems = said ? problemsOf(step, props.draft, props.isHospitalKnown) : {}
  const wrong = (field: string) => {
    const problem = problems[field]
    return problem && setup.problems[problem]
  }
  switch (step) {
    case 'hospital':
      return <HospitalStep {...props} wrong={wrong} />
    case 'agreements':
      return <AgreementsStep {...props} wrong={wrong} />
    case 'letter':
      return <LetterStep {...props} wrong={wrong} />
    case 'administrator':
      return <AdministratorStep {...props} wrong={wrong} said={said} />
    case 'review':
      return <ReviewStep draft={props.draft} isHospitalKnown={props.isHospitalKnown} onStep={onStep} />
  }
}

function AdministratorStep({ draft, wrong, said, onDraft }: StepProps & { said: boolean }) {
  const { setup } = useMessages()
  const m = setup.administrator
  return (
    <>
      <h1 className={classes.title}>{m.title}</h1>
      <p className={classes.say}>{m.say}</p>
      <div className={classes.fields}>
        <TextInput
          className={classes.two}
          label={m.name}
          description={m.nameHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={wrong('person')}
          autoComplete="off"
          maxLength={60}
          value={draft.person}
          onChange={(event) => onDraft({ person: event.currentTarget.value })}
        />
        <div className={classes.secrets}>
          <NewSecretFields
            value={draft}
            said={said}
            labels={{ next: setup.review.secret, again: m.again }}
            onChange={({ secret, again }) => onDraft({ secret, again })}
          />
        </div>
      </div>
    </>
  )
}
