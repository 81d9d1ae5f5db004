import { Button } from '@mantine/core'
import { IconPencil, IconPrinter, IconShieldCheck, IconTrash, IconWallet } from '@tabler/icons-react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { GrantedRight } from '../../../shared/domain/operator.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './admission-drawer.module.css'
import type { DrawerTask } from './admission-drawer.tsx'

type Props = {
  admission: Admission
  rights: readonly GrantedRight[]
  onTask: (task: DrawerTask) => void
  onReprint: (id: AdmissionId) => void
}

/** What may still be done with an admission, by whoever looks at it. A correction without the right to it asks a supervisor later. */
export function DrawerActions({ admission, rights, onTask, onReprint }: Props) {
  const m = useMessages().desk.admissions
  const { state } = admission
  const mayEnter = rights.includes('enter')
  const mayCorrect = rights.includes('correct')
  return (
    <div className={classes.actions}>
      {state === 'provisional' && mayEnter && (
        <>
          <Button leftSection={<IconShieldCheck size={18} aria-hidden="true" />} onClick={() => onTask('confirm')}>
            {m.detail.confirm}
          </Button>
          <Button
            variant="default"
            leftSection={<IconWallet size={18} aria-hidden="true" />}
            onClick={() => onTask('umum')}
          >
            {m.detail.toUmum}
          </Button>
        </>
      )}
      {state !== 'voided' && mayEnter && (
        <Button
          variant={state === 'provisional' ? 'default' : 'filled'}
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          rightSection={<Kbd>Ctrl P</Kbd>}
          aria-keyshortcuts="Control+P"
          onClick={() => onReprint(admission.id)}
        >
          {admission.prints === 0 ? m.print : m.reprint}
        </Button>
      )}
      {state !== 'voided' && (mayEnter || mayCorrect) && (
        <>
          <Button
            variant="default"
            leftSection={<IconPencil size={18} aria-hidden="true" />}
            onClick={() => onTask('amend')}
          >
            {m.detail.amend}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={18} aria-hidden="true" />}
            onClick={() => onTask('void')}
          >
            {m.detail.void}
          </Button>
        </>
      )}
    </div>
  )
}
