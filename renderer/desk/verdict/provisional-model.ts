import type { Admission } from '../../../shared/domain/admission.ts'
import { localDate } from '../../../shared/domain/dates.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { EMPTY_MODEL } from './verdict-model.ts'
import type { VerdictModel } from './verdict-model.ts'
import type { VerdictSettings } from './verdict-settings.ts'

/** What the panel shows for a patient admitted now, whose papers are due later. */
export function provisionalModel(admission: Admission, timeZone: string, settings: VerdictSettings): VerdictModel {
  const { messages, format, language, today } = settings
  const openedOn = localDate(admission.openedAt, timeZone)
  const day = openedOn === today ? messages.common.today : format.shortDate(openedOn)
  return {
    ...EMPTY_MODEL,
    kind: 'provisional',
    programme: messages.verdict.provisionalEyebrow(
      terms[language].care[admission.care],
      `${day} ${format.time(admission.openedAt)}`,
    ),
    word: messages.verdict.word.provisional,
    sentence: messages.verdict.provisionalSentence,
    deadline: admission.dueAt === null ? null : { openedAt: admission.openedAt, dueAt: admission.dueAt },
    note: messages.verdict.provisionalNote,
  }
}
