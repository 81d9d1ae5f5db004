import type { SessionInfo } from '../../../shared/contract/session.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { useSession } from '../../api.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { candidateModel, shownReasons } from '../verdict/candidate-model.ts'
import type { CandidateAnswer } from '../verdict/candidate-model.ts'
import { VerdictChip } from '../verdict/verdict-chip.tsx'
import { Reasons } from '../verdict/verdict-parts.tsx'
import { useVerdictSettings } from '../verdict/use-verdict-settings.ts'
import classes from './confirm-form.module.css'
import { questionOf } from './use-changes.ts'
import type { Identified } from './use-identified.ts'

/** Whoever the papers are for, large enough to be compared with them, and what the rules say now. */
export function ConfirmPerson({
  person,
  admission,
  refused,
}: {
  person: Identified
  admission: Admission
  refused: boolean
}) {
  const m = useMessages().desk.admissions.detail
  const format = useFormat()
  const { found } = person
  return (
    <div className={classes.person}>
      <p className={classes.name}>{person.name}</p>
      <p className={classes.birth}>{m.confirmBorn(format.date(person.birthDate))}</p>
      {found ? (
        <>
          <p className="mono">{format.nik(found.candidate.nik)}</p>
          <p>{found.candidate.address}</p>
          <Verdict
            answer={{
              ...found,
              question: questionOf(admission),
              referralFrom: admission.details.referralFrom,
            }}
            refused={refused}
          />
        </>
      ) : (
        <p>{m.confirmNewborn}</p>
      )}
    </div>
  )
}

function Verdict({ answer, refused }: { answer: CandidateAnswer; refused: boolean }) {
  const session = useSession()
  return session && <VerdictOn answer={answer} refused={refused} session={session} />
}

function VerdictOn({ answer, refused, session }: { answer: CandidateAnswer; refused: boolean; session: SessionInfo }) {
  const settings = useVerdictSettings(session)
  return (
    <>
      <VerdictChip kind={candidateModel(answer, settings).kind} />
      {refused && <Reasons reasons={shownReasons(answer, settings)} />}
    </>
  )
}
