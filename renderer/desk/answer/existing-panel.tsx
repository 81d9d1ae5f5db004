import { Button } from '@mantine/core'
import { IconFileCertificate, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Admission } from '../../../shared/domain/admission.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { ApprovalTag } from '../approval/approval-tag.tsx'
import { StateTag } from '../admissions/state-tag.tsx'
import { splitLetterNumber } from '../admissions/use-admissions.ts'
import classes from './existing-panel.module.css'

type Props = { admission: Admission; children: ReactNode; onReprint: () => void; onOpen: () => void }

/** The first letter of this person, care and day: there is never a second form. */
export function ExistingPanel({ admission, children, onReprint, onOpen }: Props) {
  const m = useMessages().desk.form
  const words = useMessages().desk.admissions
  const format = useFormat()
  const { sequence, rest } = splitLetterNumber(admission.letterNumber)
  return (
    <section className={`card ${classes.card}`} aria-labelledby="existing-title">
      <h2 id="existing-title">{m.existingTitle}</h2>
      {children}
      <div className={classes.letter}>
        <IconFileCertificate size={26} aria-hidden="true" />
        <div className="grow">
          <p className="mono">
            <b>{sequence}</b>
            {rest}
          </p>
          <p>{m.existing(format.time(admission.openedAt), admission.openedBy, sequence)}</p>
          <StateTag state={admission.state} /> <ApprovalTag admission={admission} />
        </div>
      </div>
      <p className="muted">{m.existingSay}</p>
      <div className={classes.end}>
        <Button
          fullWidth
          h={60}
          fz={17}
          radius={14}
          leftSection={<IconPrinter size={24} aria-hidden="true" />}
          rightSection={<Kbd large>Ctrl P</Kbd>}
          aria-keyshortcuts="Control+P"
          onClick={onReprint}
        >
          {words.reprint}
        </Button>
        <Button fullWidth variant="default" onClick={onOpen}>
          {m.openAdmission}
        </Button>
      </div>
    </section>
  )
}
