import type { ReactNode } from 'react'
import type { Admission, Evidence } from '../../../shared/domain/admission.ts'
import type { Approval } from '../../../shared/domain/approval.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { wordsOf } from '../approval/refused-words.ts'
import classes from './admission-drawer.module.css'

/** The admission as it stands, and what it rested on. */
export function AdmissionFacts({ admission, masked }: { admission: Admission; masked: boolean }) {
  const { desk } = useMessages()
  const m = desk.admissions.detail
  const { language } = useLanguage()
  const format = useFormat()
  const { person, details, evidence, referral } = admission
  const words = terms[language]
  return (
    <>
      {masked && <p className="muted">{m.masked}</p>}
      <dl className={classes.facts}>
        <Fact label={desk.form.identity.nik} mono>
          {person.nik ? format.nik(person.nik) : masked ? desk.approval.hidden : m.noNik}
        </Fact>
        {person.motherNik && (
          <Fact label={m.mother} mono>
            {format.nik(person.motherNik)}
          </Fact>
        )}
        {person.birthDate && <Fact label={desk.form.identity.birthDate}>{format.date(person.birthDate)}</Fact>}
        <Fact label={m.care}>{words.care[admission.care]}</Fact>
        <Fact label={m.serviceDate}>{format.date(admission.serviceDate)}</Fact>
        {admission.wardClass && <Fact label={m.wardClass}>{words.wardClass(admission.wardClass)}</Fact>}
        {referral && (
          <Fact label={m.referral}>
            {details.referralFrom || words.origin[referral.origin]}, {format.shortDate(referral.date)}
            {details.referralNumber && ` (${details.referralNumber})`}
          </Fact>
        )}
        <Fact label={m.medicalRecord} mono>
          {details.medicalRecordNumber || (masked ? desk.approval.hidden : '–')}
        </Fact>
        {details.documents.length > 0 && (
          <Fact label={m.documents}>{details.documents.map((one) => desk.form.document[one]).join(', ')}</Fact>
        )}
        {details.note && <Fact label={m.note}>{details.note}</Fact>}
        {admission.voidReason && <Fact label={m.voidReason}>{admission.voidReason}</Fact>}
        {admission.state === 'provisional' && admission.dueAt && (
          <Fact label={m.due}>{format.dayAndTime(admission.dueAt)}</Fact>
        )}
      </dl>
      {admission.approval && <ApprovalFacts approval={admission.approval} evidence={evidence} />}
      <h4 className={classes.subhead}>{m.evidence}</h4>
      <dl className={classes.facts}>
        <Fact label={m.roster}>
          {evidence.rosterVersion && evidence.rosterAsOf
            ? m.rosterOf(evidence.rosterVersion, format.shortDate(evidence.rosterAsOf))
            : m.noRoster}
        </Fact>
        {evidence.programmeVersion && (
          <Fact label={m.rules}>
            {admission.programmeShownAs},{' '}
            {m.rulesOf(evidence.programmeVersion, evidence.rulesPassed, evidence.rulesFailed)}
          </Fact>
        )}
        <Fact label={m.reader}>
          {m.readers[evidence.reader]}. {evidence.identityConfirmed ? m.confirmed : m.notConfirmed}
        </Fact>
        <Fact label={m.opened}>
          {format.dayAndTime(admission.openedAt)}, {m.openedBy(admission.openedBy, admission.deskCode)}
        </Fact>
        <Fact label={m.journal} mono>
          {String(admission.openedSeq)}
        </Fact>
        <Fact label={m.prints}>
          {m.times(admission.prints)}
          {admission.lastPrintedAt && `, ${format.time(admission.lastPrintedAt)}`}
        </Fact>
        {admission.amendments > 0 && <Fact label={m.amended}>{m.times(admission.amendments)}</Fact>}
      </dl>
    </>
  )
}

type ApprovalProps = { approval: Approval; evidence: Evidence }

/** Who agreed to what the rules refuse or leave open, and to what. */
function ApprovalFacts({ approval, evidence }: ApprovalProps) {
  const m = useMessages().desk.approval
  const { language } = useLanguage()
  const old = evidence.verdict === 'stale' ? [m.stale] : []
  const overridden = approval.purpose === 'override' ? [...old, ...wordsOf(evidence.reasons, language)] : []
  return (
    <>
      <h4 className={classes.subhead}>{m.title}</h4>
      <dl className={classes.facts}>
        <Fact label={m.what}>{m.purpose[approval.purpose]}</Fact>
        <Fact label={m.by}>{approval.by}</Fact>
        <Fact label={m.reason}>{approval.reason}</Fact>
        {overridden.length > 0 && <Fact label={m.overridden}>{overridden.join('; ')}</Fact>}
      </dl>
    </>
  )
}

function Fact({ label, mono = false, children }: { label: string; mono?: boolean; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={mono ? 'mono' : undefined}>{children}</dd>
    </>
  )
}
