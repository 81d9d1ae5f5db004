import { Button } from '@mantine/core'
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Trouble } from '../answer/form-parts.tsx'
import { saveFile } from '../print-pdf.ts'
import type { Printing } from '../use-printing.ts'
import classes from './print-status.module.css'

type Props = { printing: Printing; admissionId: AdmissionId | null }

/** What became of the print of this admission (null: of a sheet). A failed print never touches the admission, and says so. */
export function PrintStatus({ printing, admissionId }: Props) {
  const m = useMessages().desk.admissions
  if (printing.kind === 'none' || printing.admissionId !== admissionId) return null
  switch (printing.kind) {
    case 'running':
      return (
        <p className={classes.line} aria-live="polite">
          <IconPrinter size={18} aria-hidden="true" />
          {m.printing}
        </p>
      )
    case 'done':
      return (
        <p className={classes.line} data-done aria-live="polite">
          <IconCircleCheck size={18} aria-hidden="true" />
          {m.printDone(printing.copy)}
        </p>
      )
    case 'failed': {
      const { file } = printing
      return (
        <Trouble
          action={
            file && (
              <Button
                variant="default"
                size="xs"
                onClick={() => saveFile(file.pdfBase64, file.fileName, 'application/pdf')}
              >
                {m.savePdf}
              </Button>
            )
          }
        >
          {m.printProblem[printing.why]}
        </Trouble>
      )
    }
  }
}
