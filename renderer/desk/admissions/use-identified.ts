import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Candidate, CheckResult } from '../../../shared/contract/desk.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import { parseNik } from '../../../shared/domain/nik.ts'
import type { RosterState } from '../../../shared/domain/roster-state.ts'
import { queries } from '../../api.ts'
import { digitsOf, FULL_LENGTH } from '../listen/key-text.ts'
import { questionOf } from './use-changes.ts'

/** Who the papers are for. `nik` is null for a newborn that stays under the mother's. */
export type Identified = {
  nik: Nik | null
  name: string
  birthDate: IsoDate
  /** What the roster says now; null for a newborn without its own NIK. */
  found: { candidate: Candidate; roster: RosterState } | null
}

export type Identification =
  | { kind: 'empty' }
  | { kind: 'mistyped' }
  | { kind: 'searching' }
  | { kind: 'failed' }
  | { kind: 'none' }
  | { kind: 'unreadable' }
  | { kind: 'no-roster' }
  | { kind: 'several'; candidates: readonly Candidate[]; picked: Identified | null }
  | { kind: 'one'; person: Identified }

/** Finds whose papers have arrived, by a scanned card or a typed NIK, with the question of the admission itself. */
export function useIdentified(admission: Admission, today: IsoDate | undefined) {
  const [key, setKey] = useState({ text: admission.person.nik ?? '', scanned: false })
  const [pickedNik, setPickedNik] = useState<Nik | null>(null)
  const digits = digitsOf(key.text)
  const isFull = digits.length === FULL_LENGTH
  const isMistyped = !key.scanned && (digits.length > FULL_LENGTH || (isFull && today && !parseNik(digits, today).ok))
  const asked = key.scanned || (isFull && !isMistyped && today) ? key.text : null
  const { data, isError, isFetching, refetch } = useQuery(
    queries.desk.check.queryOptions({
      input: { text: asked ?? '', source: 'chosen', question: questionOf(admission) },
      enabled: asked !== null,
      staleTime: Number.POSITIVE_INFINITY,
      // Another's data is not kept once the form is closed, and is asked for anew when it is opened.
      gcTime: 0,
    }),
  )

  const identification = (): Identification => {
    if (isMistyped) return { kind: 'mistyped' }
    if (asked !== null)
      return isError ? { kind: 'failed' } : data ? found(admission, data, pickedNik) : { kind: 'searching' }
    const newborn = key.text === '' ? newbornOf(admission) : null
    return newborn ? { kind: 'one', person: newborn } : { kind: 'empty' }
  }
  const setTo = (text: string, scanned: boolean) => {
    setPickedNik(null)
    setKey({ text, scanned })
  }
  return {
    text: key.text,
    /** As it was looked up; empty where nothing was. */
    asked: asked ?? '',
    isFetching,
    identification: identification(),
    type: (text: string) => setTo(digitsOf(text), false),
    scan: (text: string) => setTo(text, true),
    pick: setPickedNik,
    retry: () => void refetch(),
  }
}

function found(admission: Admission, result: CheckResult, pickedNik: Nik | null): Identification {
  switch (result.kind) {
    case 'people': {
      const { candidates, roster } = result
      const identified = (candidate: Candidate): Identified => ({
        ...namedAs(admission, candidate),
        nik: candidate.nik,
        found: { candidate, roster },
      })
      const [first, ...others] = candidates
      if (first && others.length === 0) return { kind: 'one', person: identified(first) }
      const picked = candidates.find(({ nik }) => nik === pickedNik)
      return { kind: 'several', candidates, picked: picked ? identified(picked) : null }
    }
    case 'not-found':
      return { kind: 'none' }
    case 'letter':
    case 'unreadable':
      return { kind: 'unreadable' }
    case 'no-roster':
      return { kind: 'no-roster' }
  }
}

// Of two records under one NIK the clerk has chosen one at the admission; the core keeps to it.
function namedAs({ person }: Admission, candidate: Candidate): Pick<Identified, 'name' | 'birthDate'> {
  const { nik, name, birthDate } = person
  const isChosen = candidate.verdict.kind === 'review' && candidate.nik === nik && birthDate !== null
  return isChosen ? { name, birthDate } : candidate
}

function newbornOf({ person }: Admission): Identified | null {
  const { motherNik, name, birthDate, sex, nik } = person
  if (nik !== null || motherNik === null || birthDate === null || sex === null) return null
  return { nik: null, name, birthDate, found: null }
}
