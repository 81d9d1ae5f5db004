import { IconUserCheck } from '@tabler/icons-react'
import type { Admission } from '../../../shared/domain/admission.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './approval-tag.module.css'

/** That somebody agreed to what the rules refuse or leave open; nothing where nobody had to. */
export function ApprovalTag({ admission: { approval } }: { admission: Pick<Admission, 'approval'> }) {
  const m = useMessages().desk.approval
  if (!approval) return null
  const word = m.tag[approval.purpose]
  return (
    <span className={classes.tag} title={m.tagSay(word, approval.by)}>
      <IconUserCheck size={15} aria-hidden="true" />
      {word}
    </span>
  )
}
