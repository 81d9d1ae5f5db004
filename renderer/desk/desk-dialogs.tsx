import { Modal } from '@mantine/core'
import type { ExportFormat } from '../../shared/contract/admissions.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { Admission } from '../../shared/domain/admission.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import type { GrantedRight } from '../../shared/domain/operator.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { AdmissionDrawer } from './admissions/admission-drawer.tsx'
import type { DrawerTask } from './admissions/admission-drawer.tsx'
import { ListDialog } from './admissions/list-dialog.tsx'
import { ProvisionalRow } from './admissions/provisional-card.tsx'
import classes from './admissions/provisional-card.module.css'
import { ApprovalDialog } from './approval/approval-dialog.tsx'
import type { ApprovalAsk } from './approval/approval-dialog.tsx'
import { DemoPanel } from './demo/demo-panel.tsx'
import { ConfirmDialog } from './dialogs/confirm-dialog.tsx'
import { RosterDialog } from './dialogs/roster-dialog.tsx'
import { ShortcutsDialog } from './dialogs/shortcuts-dialog.tsx'
import type { Printing } from './use-printing.ts'

export type Dialog =
  | { kind: 'none' }
  | { kind: 'shortcuts' }
  | { kind: 'roster' }
  | { kind: 'demo' }
  | { kind: 'list' }
  | { kind: 'provisional' }
  | { kind: 'admission'; admissionId: AdmissionId; task: DrawerTask }
  | { kind: 'umum' }
  | { kind: 'approval'; ask: ApprovalAsk; onApproved: (approvalId: string) => void }
  /** What was typed would be lost by `onYes`. `scanned`: for the sake of another card. */
  | { kind: 'clear'; scanned: boolean; onYes: () => void }

/** Whether a scan must wait: something is being asked or typed. Other dialogs only show, and give way to the next patient. */
export function holdsScans(dialog: Dialog): boolean {
  switch (dialog.kind) {
    case 'roster':
    case 'approval':
    case 'umum':
    case 'clear':
      return true
    case 'admission':
      return dialog.task !== 'none'
    default:
      return false
  }
}

type Props = {
  dialog: Dialog
  session: SessionInfo
  provisional: readonly Admission[]
  shortNames: ReadonlyMap<string, string>
  printing: Printing
  onDialog: (dialog: Dialog) => void
  onReprint: (id: AdmissionId) => void
  onExport: (from: IsoDate, to: IsoDate, format: ExportFormat) => void
  onUmum: () => void
  onSample: (text: string) => void
  onSheet: () => void
}

/** The dialogs over the desk: one at a time. */
export function DeskDialogs(props: Props) {
  const { dialog, session, onDialog } = props
  const { desk, common } = useMessages()
  const m = desk.dialogs
  const close = () => onDialog({ kind: 'none' })
  const may = (right: GrantedRight) => session.operator?.rights.includes(right) ?? false
  const openAdmission = (admissionId: AdmissionId) => onDialog({ kind: 'admission', admissionId, task: 'none' })
  switch (dialog.kind) {
    case 'none':
      return null
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'roster':
      return <RosterDialog session={session} onClose={close} />
    case 'demo':
      return (
        <Modal
          opened
          onClose={close}
          title={desk.demo.title}
          size={720}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          <DemoPanel onSample={props.onSample} onSheet={props.onSheet} />
        </Modal>
      )
    case 'list':
      return (
        <ListDialog
          today={session.today}
          shortNames={props.shortNames}
          onOpen={openAdmission}
          onExport={may('export') ? props.onExport : null}
          onClose={close}
        />
      )
    case 'provisional':
      return (
        <Modal
          opened
          onClose={close}
          title={desk.admissions.provisionalTitle}
          size={620}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          {props.provisional.length === 0 && <p>{desk.admissions.emptyProvisional}</p>}
          <ul className={classes.single}>
            {props.provisional.map((admission) => (
              <ProvisionalRow key={admission.id} admission={admission} onOpen={openAdmission} />
            ))}
          </ul>
        </Modal>
      )
    case 'admission':
      return (
        <AdmissionDrawer
          key={dialog.admissionId}
          admissionId={dialog.admissionId}
          printing={props.printing}
          onTask={(task) => onDialog({ ...dialog, task })}
          onReprint={props.onReprint}
          onClose={close}
        />
      )
    case 'umum':
      return <ConfirmDialog title={m.umumTitle} say={m.umumSay} yes={m.umumYes} onYes={props.onUmum} onClose={close} />
    case 'approval':
      return (
        <ApprovalDialog
          ask={dialog.ask}
          demoSecret={session.demoSecret}
          onApproved={(approvalId) => {
            close()
            dialog.onApproved(approvalId)
          }}
          onClose={close}
        />
      )
    case 'clear':
      return (
        <ConfirmDialog
          title={dialog.scanned ? m.scannedTitle : m.clearTitle}
          say={dialog.scanned ? m.scannedSay : m.clearSay}
          yes={dialog.scanned ? m.scannedYes : m.clearYes}
          onYes={() => {
            close()
            dialog.onYes()
          }}
          onClose={close}
        />
      )
  }
}
