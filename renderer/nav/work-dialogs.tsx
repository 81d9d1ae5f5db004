import type { SessionInfo } from '../../shared/contract/session.ts'
import { BackupDialog } from '../accounts/backup-dialog.tsx'
import { ChangeSecretDialog } from '../accounts/change-secret-dialog.tsx'
import { HandOverDialog } from '../accounts/hand-over-dialog.tsx'
import type { WorkDialog } from './work.ts'

type Props = { dialog: WorkDialog; session: SessionInfo; say: (text: string) => void; onClose: () => void }

/** The dialogs of the operator's own menu and of the strip: one at a time, over any part. */
export function WorkDialogs({ dialog, session, say, onClose }: Props) {
  switch (dialog) {
    case 'none':
      return null
    case 'change-secret':
      return <ChangeSecretDialog say={say} onClose={onClose} />
    case 'hand-over':
      return <HandOverDialog say={say} onClose={onClose} />
    case 'backup':
      return <BackupDialog session={session} say={say} onClose={onClose} />
  }
}
