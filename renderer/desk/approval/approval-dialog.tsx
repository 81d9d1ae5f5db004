import { Button, Modal, NativeSelect, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconHourglass, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { AgreedCall } from '../../../shared/contract/agreed-call.ts'
import type { ApprovalPurpose } from '../../../shared/domain/approval.ts'
import { refusalText } from '../../accounts/refusal-text.ts'
import { SecretField } from '../../accounts/secret-field.tsx'
import { useLeftMs } from '../../accounts/use-left-ms.ts'
import { countdownText, waitUntil } from '../../accounts/use-secret-try.ts'
import { queries } from '../../api.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useScans } from '../../scan/use-scans.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Trouble } from '../answer/form-parts.tsx'
import classes from './approval-dialog.module.css'
import { useApproval } from './use-approval.ts'

/** What a supervisor is asked to agree to. */
export type ApprovalAsk = {
  purpose: ApprovalPurpose
  /** The call that the approval will be good for, and for no other. */
  asked: AgreedCall
  /** The patient's name, or the number of the letter. */
  about: string
  /** What the clerk has written already as a reason; the supervisor may keep it. */
  reason?: string
  /** What the rules refuse, in words; shown so that nobody agrees unknowingly. */
  refused?: readonly string[]
  /** What will be written in place of what stands, in words. */
  changes?: readonly string[]
}

type Props = {
  ask: ApprovalAsk
  demoSecret: string | null
  onApproved: (approvalId: string) => void
  onClose: () => void
}

const REASON_MIN = 3
const NONE: readonly string[] = []

/** Somebody who may approve says yes at this desk: who, why, and their PIN. Scans never reach it. */
export function ApprovalDialog({ ask, demoSecret, onApproved, onClose }: Props) {
  const messages = useMessages()
  const { common, desk, accounts } = messages
  const m = desk.approval
  const { data, dataUpdatedAt, isError } = useQuery(
    queries.session.approvers.queryOptions({ staleTime: 0, refetchOnMount: 'always' }),
  )
  const [picked, setPicked] = useState<string | null>(null)
  const [reason, setReason] = useState(ask.reason ?? '')
  const [secret, setSecret] = useState('')
  const [missing, setMissing] = useState<'reason' | 'secret' | null>(null)
  const { tried, attempt, forget } = useApproval()
  const [scanned, setScanned] = useState(false)
  // A card is not a PIN, and the patient must not change under a supervisor's hand.
  useScans(
    () => {
      setScanned(true)
      return 'unused'
    },
    { layer: 'dialog' },
  )
  const reasonRef = useRef<HTMLTextAreaElement>(null)
  const secretRef = useRef<HTMLInputElement>(null)

  const names = data ?? []
  const chosen = names.find(({ name }) => name === picked) ?? names[0] ?? null
  const leftMs = useLeftMs(
    waitUntil(tried.kind === 'not-allowed' ? { kind: 'idle' } : tried, chosen && { ...chosen, readAt: dataUpdatedAt }),
  )
  const waiting = leftMs > 0
  const checking = tried.kind === 'checking'

  const submit = async () => {
    const said = reason.replaceAll(/\s+/g, ' ').trim()
    if (chosen === null || checking || waiting) return
    if (said.length < REASON_MIN) {
      setMissing('reason')
      reasonRef.current?.focus()
      return
    }
    if (secret === '') {
      setMissing('secret')
      secretRef.current?.focus()
      return
    }
    setScanned(false)
    // It leaves the page's state with the try, whatever comes of it.
    setSecret('')
    const id = await attempt({ name: chosen.name, secret, asked: ask.asked, reason: said })
    if (id !== null) onApproved(id)
    else secretRef.current?.focus()
  }

  const refusal = tried.kind === 'refused' ? refusalText(tried.refusal, leftMs, messages) : null
  const said: ReactNode = waiting ? (
    <>
      <IconHourglass size={17} aria-hidden="true" />
      {accounts.refused.lockedOut(countdownText(leftMs))}
    </>
  ) : refusal !== null || tried.kind === 'not-allowed' ? (
    <>
      <IconAlertTriangle size={17} aria-hidden="true" />
      {refusal ?? m.notAllowed}
    </>
  ) : scanned ? (
    m.scanned
  ) : null

  return (
    <Modal
      opened
      onClose={onClose}
      title={m.titles[ask.purpose]}
      size={540}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className={classes.say}>{m.say[ask.purpose](ask.about)}</p>
        <Listed title={m.refusedFor} lines={ask.refused ?? NONE} />
        <Listed title={m.changes} lines={ask.changes ?? NONE} />
        {data && names.length === 0 && <Trouble>{m.noApprovers}</Trouble>}
        {isError && <Trouble>{m.loadFailed}</Trouble>}
        <NativeSelect
          label={m.approver}
          disabled={names.length === 0}
          value={chosen?.name ?? ''}
          data={names.map(({ name }) => name)}
          onChange={(event) => {
            setPicked(event.currentTarget.value)
            setSecret('')
            forget()
          }}
        />
        <Textarea
          ref={reasonRef}
          label={m.reason}
          description={m.reasonHint[ask.purpose]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={missing === 'reason' && m.reasonWanted}
          rows={2}
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => {
            setMissing(null)
            setReason(event.currentTarget.value)
          }}
        />
        <SecretField
          ref={secretRef}
          label={chosen ? accounts.signIn.secretOf(chosen.name) : accounts.signIn.secret}
          error={missing === 'secret' && m.secretWanted}
          aria-describedby="approval-said"
          readOnly={checking || waiting}
          value={secret}
          onText={(text) => {
            setMissing(null)
            setSecret(text)
          }}
        />
        <p id="approval-said" className={classes.said} aria-live="polite">
          {said}
        </p>
        {demoSecret !== null && (
          <p className={classes.demo}>
            <IconFlask size={16} aria-hidden="true" />
            {accounts.signIn.demoSay(demoSecret)}
          </p>
        )}
        <div className={classes.buttons}>
          <Button
            type="submit"
            data-primary
            disabled={names.length === 0 || waiting}
            leftSection={<IconShieldCheck size={18} aria-hidden="true" />}
            rightSection={<Kbd>Ctrl ↵</Kbd>}
            aria-keyshortcuts="Control+Enter"
          >
            {checking ? accounts.signIn.checking : m.approve}
          </Button>
          <Button variant="default" rightSection={<Kbd>Esc</Kbd>} aria-keyshortcuts="Escape" onClick={onClose}>
            {common.back}
          </Button>
        </div>
      </form>
      <ForgetOnLeave forget={() => setSecret('')} />
    </Modal>
  )
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div className={classes.listed}>
      <p>{title}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** Another window in front: a PIN typed halfway does not stay behind. */
function ForgetOnLeave({ forget }: { forget: () => void }) {
  const latest = useRef(forget)
  useEffect(() => {
    latest.current = forget
  })
  useEffect(() => {
    const leave = () => latest.current()
    window.addEventListener('blur', leave)
    return () => window.removeEventListener('blur', leave)
  }, [])
  return null
}
