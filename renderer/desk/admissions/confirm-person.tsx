import type { Admission } from '../../../shared/domain/admission.ts'
import { useSession } from '../../api.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { candidateModel, shownReasons } from '../verdict/candidate-model.ts'
import type { CandidateAnswer } from '../verdict/candidate-model.ts'
import { VerdictChip } from '../verdict/verdict-chip.tsx'
import { Reasons } from '../verdict/verdict-parts.tsx'
import type { VerdictSettings } from '../verdict/verdict-settings.ts'
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
  const { language } = useLanguage()
  const messages = useMessages()
  const format = useFormat()
  const session = useSession()
  if (!session) return null
  const settings: VerdictSettings = {
    language,
    messages,
    format,
    today: session.today,
    hospitalName: session.hospital?.name ?? null,
    programmes: session.programmes,
    contracts: session.hospital?.contracts ?? [],
  }
  return (
    <>
      <VerdictChip kind={candidateModel(answer, settings).kind} />
      {refused && <Reasons reasons={shownReasons(answer, settings)} />}
    </>
  )
}
