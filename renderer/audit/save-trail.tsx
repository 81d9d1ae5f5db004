import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconJson } from '@tabler/icons-react'
import { safe } from '@orpc/client'
import { useState } from 'react'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import { client } from '../api.ts'
import { saveFile } from '../desk/print-pdf.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'

type Props = { filter: AuditFilter | null; say: (text: string) => void }

/** The trail as narrowed, as a file for whoever asked for it. */
export function SaveTrail({ filter, say }: Props) {
  const { audit: m } = useMessages()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const save = async (as: 'csv' | 'json') => {
    if (filter === null || busy) return
    setBusy(true)
    const [error, file, isDefined] = await safe(client.audit.export({ filter, format: as }))
    setBusy(false)
    if (isDefined) return say(m.tooMany(format.number(error.data.rows), format.number(error.data.most)))
    if (error) return say(m.saveFailed)
    saveFile(file.contentBase64, file.fileName, file.mediaType)
    say(m.saved(format.number(file.rows)))
  }
  return (
    <>
      <span>{busy ? m.saving : m.save}</span>
      <Button
        variant="default"
        disabled={filter === null || busy}
        leftSection={<IconFileTypeCsv size={18} aria-hidden="true" />}
        onClick={() => void save('csv')}
      >
        CSV
      </Button>
      <Button
        variant="default"
        disabled={filter === null || busy}
        leftSection={<IconJson size={18} aria-hidden="true" />}
        onClick={() => void save('json')}
      >
        JSON
      </Button>
    </>
  )
}
