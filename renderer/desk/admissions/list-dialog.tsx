import { Modal } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import { AdmissionList } from './admission-list.tsx'

type Props = ComponentProps<typeof AdmissionList> & { onClose: () => void }

/** The list over the desk. */
export function ListDialog({ onClose, ...list }: Props) {
  const { desk, common } = useMessages()
  return (
    <Modal
      opened
      onClose={onClose}
      title={desk.admissions.list.title}
      size={1080}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <AdmissionList {...list} />
    </Modal>
  )
}
