import { Button } from '@mantine/core'
import { IconKeyboard, IconPrinter } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { printPdf } from '../../desk/print-pdf.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import install from './install-panel.module.css'
import { useChange } from '../use-change.ts'

/** For scanners that type: the sheet with which they are switched to a mode that the program reads itself. */
export function SheetPanel({ say }: { say: (text: string) => void }) {
  const m = useMessages().readers.sheet
  const { busy, trouble, run } = useChange()
  const print = () =>
    run(async () => {
      const delivery = await client.readers.sheet().catch(() => null)
      const printed = delivery?.kind === 'printer' || (delivery?.kind === 'page' && (await printPdf(delivery)))
      if (!printed) return m.failed
      say(m.printed)
      return null
    })
  return (
    <Panel title={m.title} say={m.say} icon={<IconKeyboard size={18} aria-hidden="true" />}>
      <ol className={install.steps}>
        {m.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={install.foot}>
        <Button
          variant="default"
          disabled={busy}
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={print}
        >
          {m.print}
        </Button>
      </div>
    </Panel>
  )
}
