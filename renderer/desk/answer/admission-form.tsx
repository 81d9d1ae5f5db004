import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArrowNarrowRight, IconFileCertificate, IconPrinter } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { SeenDocument } from '../../../shared/domain/admission.ts'
import type { CareKind } from '../../../shared/domain/care.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { Messages } from '../../messages/id.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { Answer } from '../desk-model.ts'
import { needsConfirmation } from '../desk-state.ts'
import { useAfterPress } from '../forms/use-after-press.ts'
import type { FormNeeds } from '../form-needs.ts'
import classes from './admission-form.module.css'
import { AnswerTrouble } from './answer-trouble.tsx'
import { CareChoice } from './care-choice.tsx'
import { Trouble } from './form-parts.tsx'
import { KnownAnswers } from './known-answers.tsx'
import type { Folded } from './known-answers.tsx'
import { NewbornFields } from './newborn-fields.tsx'
import { ReferralFields } from './referral-fields.tsx'
import type { DeskActions } from '../use-desk.ts'

type Props = {
  answer: Answer
  needs: FormNeeds
  hospital: Hospital | null
  newbornDays: number
  newbornTooOld: boolean
  /** The verdict allows the letter; otherwise only what would mend it is asked. */
  ready: boolean
  actions: DeskActions
  onIssue: () => void
  /** Stands in place of the primary action while the verdict does not allow the letter. */
  instead: ReactNode
}

/** Only what is missing on top, the rest folded; the primary action always at the same place. */
export function AdmissionForm({
  answer,
  needs,
  hospital,
  newbornDays,
  newbornTooOld,
  ready,
  actions,
  onIssue,
  instead,
}: Props) {
  const m = useMessages().desk.form
  const [opened, setOpened] = useState<ReadonlySet<Folded>>(new Set())
  const open = (field: Folded) => setOpened(new Set([...opened, field]))
  const { draft, candidate } = answer
  const { question, details } = draft
  const isReview = candidate.verdict.kind === 'review'

  const [inReferral, setInReferral] = useState(false)
  const stillInReferral = useRef(false)
  const afterPress = useAfterPress()
  const close = (field: Folded) => setOpened((before) => new Set([...before].filter((one) => one !== field)))
  // The referral folds when the clerk leaves it, never under the hand when the verdict turns.
  const referralOpen =
    needs.referral !== null && (question.referral === null || opened.has('referral') || inReferral || !ready)

  const missing = [
    needsConfirmation(answer) && !draft.identityConfirmed,
    details.medicalRecordNumber.trim() === '',
    needs.referral !== null && question.referral === null,
    isReview && (draft.choice?.reason.trim().length ?? 0) < 3,
    draft.newborn !== null && (draft.newborn.name.trim() === '' || draft.newborn.sex === null),
  ].filter(Boolean).length

  return (
    <section className={`card ${classes.form}`} aria-labelledby="form-title">
      <div className={classes.head}>
        <h2 id="form-title">{m.title}</h2>
        <span className={classes.remaining}>{m.remaining(missing)}</span>
      </div>
      <div className={classes.fields}>
        <CareChoice care={question.care} onCare={(care) => actions.changeQuestion({ care })} />
        {isReview && draft.choice === null && <Trouble>{m.choicePick}</Trouble>}
        {draft.newborn && (
          <NewbornFields
            newborn={draft.newborn}
            newbornDays={newbornDays}
            onChange={(newborn) => actions.changeDraft({ newborn })}
          />
        )}
        {needs.referral && referralOpen && (
          <ReferralFields
            onEnter={() => {
              stillInReferral.current = true
              setInReferral(true)
            }}
            onLeave={() => {
              stillInReferral.current = false
              afterPress(() => {
                // A press on a label leaves the group and comes back to it.
                if (stillInReferral.current) return
                setInReferral(false)
                close('referral')
              })
            }}
            need={needs.referral}
            referral={question.referral}
            details={details}
            onReferral={(referral) => actions.changeQuestion({ referral })}
            onDetails={(patch) => actions.changeDraft({ details: { ...details, ...patch } })}
          />
        )}
        {(ready || isReview) && <RecordAndDocuments answer={answer} needs={needs} actions={actions} />}
        <KnownAnswers
          answer={answer}
          needs={needs}
          hospital={hospital}
          opened={opened}
          referralOpen={referralOpen}
          quiet={(!ready && !isReview) || referralOpen || draft.newborn !== null}
          onOpen={open}
          actions={actions}
        />
      </div>
      <div className={classes.end}>
        {answer.trouble || answer.changedFrom ? (
          <AnswerTrouble answer={answer} />
        ) : (
          newbornTooOld && <Trouble>{m.newborn.tooOld(newbornDays)}</Trouble>
        )}
        {ready || isReview ? <Issue answer={answer} onIssue={onIssue} onClear={actions.clear} /> : instead}
      </div>
    </section>
  )
}

function RecordAndDocuments({ answer, needs, actions }: { answer: Answer; needs: FormNeeds; actions: DeskActions }) {
  const m = useMessages().desk.form
  const { details, question, newborn } = answer.draft
  const empty = details.medicalRecordNumber.trim() === ''
  const change = (patch: Partial<typeof details>) => actions.changeDraft({ details: { ...details, ...patch } })
  return (
    <>
      <TextInput
        classNames={{ input: classes.record ?? '' }}
        label={
          <span className={classes.missingLabel} data-on={empty || undefined}>
            {empty && <IconArrowNarrowRight size={17} stroke={2.5} aria-hidden="true" />}
            {m.medicalRecord}
          </span>
        }
        description={m.medicalRecordHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-missing={empty || undefined}
        autoComplete="off"
        maxLength={20}
        value={details.medicalRecordNumber}
        onChange={(event) => change({ medicalRecordNumber: event.currentTarget.value })}
      />
      <fieldset className={classes.documents}>
        <legend>{m.documents}</legend>
        {documentsFor(question.care, needs.referral !== null, newborn !== null).map((document) => (
          <Checkbox
            key={document}
            label={m.document[document]}
            checked={details.documents.includes(document)}
            onChange={(event) =>
              change({
                documents: event.currentTarget.checked
                  ? [...details.documents, document]
                  : details.documents.filter((one) => one !== document),
              })
            }
          />
        ))}
      </fieldset>
    </>
  )
}

function Issue({ answer, onIssue, onClear }: { answer: Answer; onIssue: () => void; onClear: () => void }) {
  const { desk, common } = useMessages()
  const m = desk.form
  const waits = needsConfirmation(answer) && !answer.draft.identityConfirmed
  return (
    <>
      <Button
        className={classes.issue}
        fullWidth
        h={60}
        fz={17}
        radius={14}
        disabled={answer.admitting || answer.rechecking}
        justify="flex-start"
        leftSection={<IconFileCertificate size={24} aria-hidden="true" />}
        rightSection={<Kbd large>Ctrl ↵</Kbd>}
        aria-keyshortcuts="Control+Enter"
        onClick={onIssue}
      >
        {issueWord(answer, m)}
      </Button>
      <div className={classes.under}>
        <span className={classes.hint}>
          <IconPrinter size={15} aria-hidden="true" />
          {waits ? m.confirmFirst : m.savedFirst}
        </span>
        <button type="button" className={classes.clear} aria-keyshortcuts="Escape" onClick={onClear}>
          {common.clear} <Kbd>Esc</Kbd>
        </button>
      </div>
    </>
  )
}

function issueWord({ admitting, rechecking, candidate }: Answer, m: Messages['desk']['form']): string {
  if (admitting) return m.issuing
  if (rechecking) return m.rechecking
  return candidate.verdict.kind === 'review' ? m.issueAsked : m.issue
}

function documentsFor(care: CareKind, needsReferral: boolean, isNewborn: boolean): readonly SeenDocument[] {
  return [
    'ktp',
    'kk',
    ...(needsReferral ? (['rujukan'] as const) : []),
    ...(isNewborn || care === 'persalinan' ? (['surat-lahir'] as const) : (['kartu-program'] as const)),
  ]
}
