import type { ReactNode } from 'react'
import { regencyName } from '../../shared/domain/region.ts'
import { programmes } from '../../shared/programmes/programmes.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import type { SetupDraft, Step } from './draft.ts'
import classes from './wizard.module.css'

type Props = { draft: SetupDraft; isHospitalKnown: boolean; onStep: (step: Step) => void }
type Fact = { label: string; value: string }

/** All that will be written, each group with the way back to it. The PIN is told by its length alone. */
export function ReviewStep({ draft, isHospitalKnown, onStep }: Props) {
  const { setup } = useMessages()
  const m = setup.review
  return (
    <>
      <h1 className={classes.title} tabIndex={-1}>
        {m.title}
      </h1>
      <p className={classes.say}>{m.say}</p>
      {useFacts(draft, isHospitalKnown).map(({ step, facts }) => (
        <Group key={step} step={step} onStep={onStep}>
          {facts.map(({ label, value }) => (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </Group>
      ))}
    </>
  )
}

function Group({ step, onStep, children }: { step: Step; onStep: Props['onStep']; children: ReactNode }) {
  const { setup, common } = useMessages()
  return (
    <section className={`card ${classes.group}`} aria-label={setup.steps[step]}>
      <dl className={classes.facts}>{children}</dl>
      <button
        type="button"
        className={classes.change}
        aria-label={`${common.change}: ${setup.steps[step]}`}
        onClick={() => onStep(step)}
      >
        {common.change}
      </button>
    </section>
  )
}

function useFacts(draft: SetupDraft, isHospitalKnown: boolean): { step: Step; facts: Fact[] }[] {
  const { setup } = useMessages()
  const format = useFormat()
  const { hospital, letter, administrator, review } = setup
  const isPin = /^\d+$/.test(draft.secret)
  const person: Fact[] = [
    { label: administrator.name, value: draft.person.trim() },
    {
      label: review.secret,
      value: (isPin ? review.secretPin : review.secretPassphrase)(draft.secret.length),
    },
  ]
  const deskCode: Fact = { label: letter.deskCode, value: draft.deskCode }
  const last = { step: 'administrator' as const, facts: person }
  if (isHospitalKnown) return [{ step: 'letter', facts: [deskCode] }, last]
  const owner = draft.owner === null ? '' : hospital.owners[draft.owner]
  const agreed = draft.agreements.filter((one) => one.agreed)
  return [
    {
      step: 'hospital',
      facts: [
        { label: hospital.name, value: draft.name.trim() },
        { label: hospital.code, value: draft.code.trim() },
        {
          label: hospital.owner,
          value: draft.isRsud && draft.owner === 'government' ? `${owner}, ${review.rsud}` : owner,
        },
        { label: hospital.regency, value: regencyName(draft.regencyCode ?? '') ?? '' },
      ],
    },
    {
      step: 'agreements',
      facts: [
        ...agreed.map(({ programme, from, until }) => ({
          label: programmes.find(({ code }) => code === programme)?.shortName ?? programme,
          value: from && until ? review.range(format.date(from), format.date(until)) : '',
        })),
        ...(agreed.length === 0 ? [{ label: setup.steps.agreements, value: review.noAgreement }] : []),
        { label: review.classes, value: draft.wardClasses.toSorted().join(', ') },
      ],
    },
    {
      step: 'letter',
      facts: [
        { label: letter.authority, value: draft.authority.trim() },
        {
          label: letter.address,
          value: [draft.address, draft.phone, draft.city]
            .map((text) => text.trim())
            .filter(Boolean)
            .join(' · '),
        },
        deskCode,
      ],
    },
    last,
  ]
}
