import { IconArrowNarrowRight } from '@tabler/icons-react'
import type { Terms } from '../../../shared/domain/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import type { Answer } from '../desk-model.ts'
import classes from './answer-trouble.module.css'
import { Trouble } from './form-parts.tsx'
import { termChanges } from './term-changes.ts'

/** Why the last press wrote nothing. What changed stays in sight until the letter is asked for again. */
export function AnswerTrouble({ answer }: { answer: Answer }) {
  const m = useMessages().desk.form
  const { trouble, changedFrom, candidate, rechecking } = answer
  const said = trouble ?? (changedFrom && 'verdict-changed')
  if (said === null) return null
  return (
    <Trouble>
      {m.trouble[said]}
      {changedFrom && !rechecking && <ChangedTerms before={changedFrom} after={candidate.terms} />}
    </Trouble>
  )
}

/** Each thing that stands otherwise: what was shown, and what holds now. */
export function ChangedTerms({ before, after }: { before: Terms; after: Terms }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const changes = termChanges(before, after, { language, messages, format })
  if (changes.length === 0) return null
  return (
    <dl className={classes.changes}>
      {changes.map(({ term, label, before: was, after: is }) => (
        <div key={term}>
          <dt>{label}</dt>
          <dd>
            {was !== null && (
              <>
                <del>{was}</del>
                <IconArrowNarrowRight size={16} stroke={2.4} aria-hidden="true" />
              </>
            )}
            <ins>{is}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
