import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { seesWhole } from '../../../shared/domain/masked-admission.ts'
import { queries, useSession } from '../../api.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { useNowMs } from '../../ui/use-now.ts'
import { Trouble } from '../answer/form-parts.tsx'
import { ApprovalDialog } from '../approval/approval-dialog.tsx'
import type { ApprovalAsk } from '../approval/approval-dialog.tsx'
import { ApprovalTag } from '../approval/approval-tag.tsx'
import { refusedWords } from '../approval/refused-words.ts'
import { isOverridable } from '../overridable.ts'
import { Countdown } from '../provisional/countdown.tsx'
import { PrintStatus } from '../states/print-status.tsx'
import type { Printing } from '../use-printing.ts'
import { useRights } from '../use-rights.ts'
import classes from './admission-drawer.module.css'
import { AdmissionFacts } from './admission-facts.tsx'
import { AmendForm, ReasonForm } from './change-forms.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { amendedWords } from './amended-words.ts'
import type { ChangeCall } from './agreed-change.ts'
import { DrawerActions } from './drawer-actions.tsx'
import { StateTag } from './state-tag.tsx'
import { splitLetterNumber } from './use-admissions.ts'
import { useChanges } from './use-changes.ts'

export type DrawerTask = 'none' | 'amend' | 'void' | 'confirm' | 'umum'

type Props = {
  admissionId: AdmissionId
  /** Told whenever a form stands open, so that a scan does not throw away what was typed. */
  onTask: (task: DrawerTask) => void
  printing: Printing
  onReprint: (id: AdmissionId) => void
  onClose: () => void
}

/** Everything about one admission, and what may still be done with it. */
export function AdmissionDrawer({ admissionId, onTask, printing, onReprint, onClose }: Props) {
  const { desk, common } = useMessages()
  const [task, setTask] = useState<DrawerTask>('none')
  const { data } = useQuery(queries.admissions.get.queryOptions({ input: { admissionId }, staleTime: 0 }))
  return (
    <Drawer
      opened
      onClose={onClose}
      // A form that stands open takes Escape for itself: what was typed must not go with the whole drawer.
      closeOnEscape={task === 'none'}
      size={520}
      title={desk.admissions.detail.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {data && (
        <Detail
          admission={data}
          onTask={(next) => {
            setTask(next)
            onTask(next)
          }}
          printing={printing}
          onReprint={onReprint}
        />
      )}
      {data === null && <Trouble>{desk.admissions.detail.outcome['not-found']}</Trouble>}
    </Drawer>
  )
}

/** A change that waits for a supervisor. */
type Asking = { ask: ApprovalAsk; asked: ChangeCall; run: (approvalId: string | null) => Promise<unknown> }

type DetailProps = { admission: Admission } & Pick<Props, 'onTask' | 'printing' | 'onReprint'>

function Detail({ admission, onTask, printing, onReprint }: DetailProps) {
  const messages = useMessages()
  const { language } = useLanguage()
  const m = messages.desk.admissions
  const [task, setTaskState] = useState<DrawerTask>('none')
  const [isConfirmed, setConfirmed] = useState(false)
  const changes = useChanges(admission)
  const nowMs = useNowMs()
  const setTask = (next: DrawerTask) => {
    setTaskState(next)
    setConfirmed(false)
    onTask(next)
    changes.reset()
  }
  const close = () => setTask('none')
  const after = async (done: Promise<boolean>): Promise<boolean> => {
    const isDone = await done
    if (isDone) {
      setTaskState('none')
      onTask('none')
    }
    return isDone
  }
  const [asking, setAsking] = useState<Asking | null>(null)
  const rights = useRights()
  const session = useSession()
  /** Does it at once for who may, or who has been agreed to; else asks a supervisor first. */
  const withApproval = (
    asked: ChangeCall,
    ask: Omit<ApprovalAsk, 'asked'>,
    alone: boolean,
    run: Asking['run'] = (approvalId) => after(changes.make(asked, approvalId)),
  ) => {
    const given = changes.approvalFor(asked)
    if (alone || given !== null) void run(given)
    else setAsking({ ask: { ...ask, asked }, asked, run })
  }
  const mayCorrect = rights.includes('correct')
  const number = admission.letterNumber
  const confirm = async (asked: ChangeCall, approvalId: string | null) => {
    if (!(await after(changes.make(asked, approvalId)))) return
    setConfirmed(true)
    // The provisional letter is in the patient's hands: the full one follows at once, as after an admission.
    onReprint(admission.id)
  }
  const { state, dueAt } = admission
  const { refusal } = changes
  return (
    <div className={classes.detail}>
      <div className={classes.head}>
        <div className="grow">
          <h3>{admission.person.name}</h3>
          <p className="mono">{admission.letterNumber}</p>
        </div>
        <div className={classes.tags}>
          <StateTag state={state} />
          <ApprovalTag admission={admission} />
        </div>
      </div>
      {state === 'provisional' && dueAt && <Countdown openedAt={admission.openedAt} dueAt={dueAt} nowMs={nowMs} />}
      <PrintStatus printing={printing} admissionId={admission.id} />
      {changes.outcome && (
        <Trouble>{changes.outcome === 'failed' ? m.detail.failed : m.detail.outcome[changes.outcome]}</Trouble>
      )}
      {changes.done && task === 'none' && (
        <p className={classes.changed} aria-live="polite">
          {isConfirmed
            ? m.detail.nowGuaranteed
            : state === 'voided'
              ? m.detail.voided(splitLetterNumber(admission.letterNumber).sequence)
              : m.detail.changed}
        </p>
      )}
      {task === 'none' && (
        <DrawerActions admission={admission} rights={rights} onTask={setTask} onReprint={onReprint} />
      )}
      {task === 'amend' && (
        <AmendForm
          admission={admission}
          busy={changes.busy}
          onSave={(amendment, reason) =>
            withApproval(
              changes.amendCall(amendment, reason),
              {
                purpose: 'amend',
                about: number,
                reason,
                changes: amendedWords(admission.details, amendment, messages),
              },
              mayCorrect,
            )
          }
          onCancel={close}
        />
      )}
      {task === 'void' && (
        <ReasonForm
          say={m.detail.voidAsk(admission.letterNumber)}
          yes={m.detail.voidYes}
          busy={changes.busy}
          onSave={(reason) =>
            withApproval(changes.voidCall(reason), { purpose: 'void', about: number, reason }, mayCorrect)
          }
          onCancel={close}
        />
      )}
      {task === 'umum' && (
        <ReasonForm
          say={m.detail.toUmumAsk}
          yes={m.detail.toUmumYes}
          busy={changes.busy}
          onSave={(reason) => void after(changes.turnToUmum(reason))}
          onCancel={close}
        />
      )}
      {task === 'confirm' && (
        <ConfirmForm
          admission={admission}
          busy={changes.busy}
          refused={changes.outcome === 'not-eligible'}
          changed={changes.outcome === 'answer-changed'}
          onOther={changes.reset}
          onSave={(papers) => {
            const asked = changes.confirmCall(papers, 'guaranteed')
            withApproval(
              asked,
              { purpose: 'review', about: admission.person.name },
              papers.choice === null,
              (approvalId) => confirm(asked, approvalId),
            )
          }}
          onOverride={
            refusal && isOverridable(refusal, admission.person.motherNik !== null)
              ? (papers) => {
                  const asked = changes.confirmCall(papers, 'override')
                  withApproval(
                    asked,
                    {
                      purpose: 'override',
                      about: admission.person.name,
                      refused: refusedWords(refusal, language, messages),
                    },
                    false,
                    (approvalId) => confirm(asked, approvalId),
                  )
                }
              : null
          }
          onCancel={close}
        />
      )}
      {task === 'none' && <AdmissionFacts admission={admission} masked={!seesWhole(rights)} />}
      {asking && (
        <ApprovalDialog
          ask={asking.ask}
          demoSecret={session?.demoSecret ?? null}
          onApproved={(approvalId) => {
            setAsking(null)
            changes.agreed({ asked: asking.asked, approvalId })
            void asking.run(approvalId)
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}
