import { Button, Checkbox, Radio, TextInput } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { describeAddress } from '../../../shared/domain/address.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import { useSession } from '../../api.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { scans as everyScan } from '../../scan/reader-feed.ts'
import { useScans } from '../../scan/use-scans.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { ChangedTerms } from '../answer/answer-trouble.tsx'
import { Trouble } from '../answer/form-parts.tsx'
import { shownText } from '../listen/key-text.ts'
import { chosenRecord, recordsOf } from '../chosen-record.ts'
import { useJustChanged } from '../use-just-changed.ts'
import { ReviewChoice, ReviewRecords } from '../verdict/review-compare.tsx'
import drawer from './admission-drawer.module.css'
import { ChangeForm } from './change-forms.tsx'
import classes from './confirm-form.module.css'
import type { Papers } from './use-changes.ts'
import { ConfirmPerson } from './confirm-person.tsx'
import { useIdentified } from './use-identified.ts'
import type { Identification, Identified } from './use-identified.ts'

const NONE: readonly RosterRow[] = []

type Props = {
  admission: Admission
  busy: boolean
  /** The core has just said no to the person shown. */
  refused: boolean
  /** What was shown no longer held, so nothing was written. */
  changed: boolean
  /** Another number was entered: what the core said of the earlier one no longer applies. */
  onOther: () => void
  onSave: (papers: Papers) => void
  /** Asks a supervisor to agree to it all the same; null where nobody could. */
  onOverride: ((papers: Papers) => void) | null
  onCancel: () => void
}

/** Papers arrived: whose they are, as the roster knows the person, and that the clerk compared the identity. */
export function ConfirmForm({ admission, busy, refused, changed, onOther, onSave, onOverride, onCancel }: Props) {
  const { desk } = useMessages()
  const { admissions, approval } = desk
  const m = admissions.detail
  const { text, asked, identification, isFetching, type, scan, pick, retry } = useIdentified(
    admission,
    useSession()?.today,
  )
  const [compared, setCompared] = useState<string | null>(null)
  const [scans, setScans] = useState(0)
  const tick = useRef<HTMLInputElement>(null)
  const found = personOf(identification)
  const [choice, setChoice] = useState<{ row: number; reason: string } | null>(null)
  const records = found?.found ? recordsOf(found.found.candidate) : NONE
  const record = choice === null ? undefined : records[choice.row]
  // Whoever stands here is compared with the record that was chosen: another choice is another comparison.
  const person = found && record ? asRecorded(found, record) : found
  const shown = person?.found?.candidate.terms ?? null
  const identity =
    person && JSON.stringify([person.nik, person.name, person.birthDate, choice?.row ?? null, shown?.person])
  const isCompared = identity !== null && compared === identity
  const isChosen = records.length === 0 || (choice?.reason.trim().length ?? 0) >= 3
  const papers = person && {
    nik: person.nik,
    choice: choice && person.found ? chosenRecord(person.found.candidate, choice) : null,
    text: asked,
    shown,
    referral: admission.referral,
    details: admission.details,
  }
  const [changedFrom, setChangedFrom] = useState<Terms | null>(null)
  useEffect(() => {
    if (!changed) return
    setChangedFrom(shown)
    setChoice(null)
    retry()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each answer that no longer held
  }, [changed])
  const isJustChanged = useJustChanged(changed && !isFetching)

  const other = (enter: () => void) => {
    if (busy) return
    setCompared(null)
    setChoice(null)
    setChangedFrom(null)
    onOther()
    enter()
  }
  useScans(
    ({ text: scanned }) => {
      if (busy) {
        everyScan.trouble({ kind: 'saving' })
        return 'unused'
      }
      other(() => {
        setScans(scans + 1)
        scan(scanned)
      })
      return 'used'
    },
    { layer: 'dialog' },
  )
  // After a scan the hands are at the keyboard with nothing to type: the next key is the space bar on the tick.
  const foundNik = found?.nik ?? null
  useEffect(() => {
    if (scans > 0 && foundNik !== null) tick.current?.focus()
  }, [scans, foundNik])

  return (
    <ChangeForm
      busy={busy}
      ready={isCompared && isChosen && !isFetching}
      yes={records.length > 0 ? desk.form.issueAsked : m.confirmYes}
      onSubmit={() => papers && !isJustChanged() && onSave(papers)}
      onUnready={() => !isCompared && tick.current?.focus()}
      onCancel={onCancel}
    >
      <p className={drawer.say}>{m.confirmSay}</p>
      <TextInput
        label={m.confirmNik}
        classNames={{ input: 'mono' }}
        autoComplete="off"
        value={shownText(text)}
        error={identification.kind === 'mistyped' ? m.nikWrong : undefined}
        onChange={(event) => {
          const typed = event.currentTarget.value
          other(() => type(typed))
        }}
      />
      <div className={classes.answer} aria-live="polite">
        <Said identification={identification} onRetry={retry} />
        {identification.kind === 'several' && <Several {...identification} onPick={(nik) => other(() => pick(nik))} />}
        {person && <ConfirmPerson person={person} admission={admission} refused={refused} />}
        {changedFrom && shown && !isFetching && <ChangedTerms before={changedFrom} after={shown} />}
      </div>
      {records.length > 0 && (
        <div className={classes.choice}>
          <p>{desk.form.choicePick}</p>
          <ReviewRecords records={records} chosen={choice?.row ?? null} />
          <ReviewChoice
            records={records}
            review={{
              row: choice?.row ?? null,
              reason: choice?.reason ?? '',
              onChoose: (row) => setChoice({ row, reason: choice?.reason ?? '' }),
              onReason: (reason) => setChoice({ row: choice?.row ?? 0, reason }),
            }}
          />
        </div>
      )}
      <Checkbox
        ref={tick}
        label={m.confirmIdentity}
        disabled={person === null || (records.length > 0 && record === undefined)}
        checked={isCompared}
        onChange={(event) => setCompared(event.currentTarget.checked ? identity : null)}
      />
      {refused && papers && onOverride && (
        <Button
          variant="default"
          data-supervisor
          disabled={busy}
          leftSection={<IconUserCheck size={18} aria-hidden="true" />}
          rightSection={<Kbd>Alt P</Kbd>}
          aria-keyshortcuts="Alt+P"
          onClick={() => (isCompared ? onOverride(papers) : tick.current?.focus())}
        >
          {approval.ask}
        </Button>
      )}
    </ChangeForm>
  )
}

function asRecorded(person: Identified, record: RosterRow): Identified {
  const { found } = person
  const { name, birthDate } = record
  return {
    ...person,
    name,
    birthDate,
    found: found && { ...found, candidate: { ...found.candidate, address: describeAddress(record) } },
  }
}

function personOf(identification: Identification): Identified | null {
  if (identification.kind === 'one') return identification.person
  return identification.kind === 'several' ? identification.picked : null
}

function Said({ identification, onRetry }: { identification: Identification; onRetry: () => void }) {
  const { desk, common } = useMessages()
  const m = desk.admissions.detail
  switch (identification.kind) {
    case 'empty':
    case 'mistyped':
    case 'several':
    case 'one':
      return null
    case 'searching':
      return <p className="muted">{m.confirmSearching}</p>
    case 'failed':
      return (
        <Trouble
          action={
            <Button variant="default" size="xs" onClick={onRetry}>
              {common.tryAgain}
            </Button>
          }
        >
          {m.confirmFailed}
        </Trouble>
      )
    case 'none':
      return <Trouble>{m.confirmNone}</Trouble>
    case 'unreadable':
      return <Trouble>{m.confirmUnreadable}</Trouble>
    case 'no-roster':
      return <Trouble>{m.confirmNoRoster}</Trouble>
  }
}

type SeveralProps = Extract<Identification, { kind: 'several' }> & { onPick: (nik: Nik) => void }

function Several({ candidates, picked, onPick }: SeveralProps) {
  const m = useMessages().desk.admissions.detail
  const format = useFormat()
  return (
    <Radio.Group
      label={m.confirmSeveral(candidates.length)}
      value={picked?.nik ?? ''}
      onChange={(value) => {
        const one = candidates.find(({ nik }) => nik === value)
        if (one) onPick(one.nik)
      }}
    >
      <div className={classes.people}>
        {candidates.map(({ nik, name, birthDate }) => (
          <Radio key={nik} value={nik} label={`${name}, ${format.date(birthDate)}`} />
        ))}
      </div>
    </Radio.Group>
  )
}
