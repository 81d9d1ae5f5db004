import { useMemo, useState } from 'react'
import type { ExportFormat } from '../../shared/contract/admissions.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import { client } from '../api.ts'
import { AdmissionDrawer } from '../desk/admissions/admission-drawer.tsx'
import { AdmissionList } from '../desk/admissions/admission-list.tsx'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { saveFile } from '../desk/print-pdf.ts'
import { usePrinting } from '../desk/use-printing.ts'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './pages.module.css'
import { useWork } from './work.ts'

/** What was admitted, for those who look or account but do not admit. */
export function AdmissionsPage({ session }: { session: SessionInfo }) {
  const { accounts, desk } = useMessages()
  const { operator } = useWork()
  const { notice, say } = useNotice()
  const printer = usePrinting()
  const [opened, setOpened] = useState<AdmissionId | null>(null)
  const shortNames = useMemo(
    () => new Map<string, string>(session.programmes.map(({ code, shortName }) => [code, shortName])),
    [session.programmes],
  )
  const exportRange = async (from: IsoDate, to: IsoDate, format: ExportFormat) => {
    try {
      const file = await client.admissions.export({ from, to, format })
      saveFile(file.contentBase64, file.fileName, file.mediaType)
      say(desk.notices.exported(file.rows))
    } catch {
      say(desk.notices.failed)
    }
  }
  return (
    <main className={classes.page}>
      <h1>{accounts.areas.admissions}</h1>
      <AdmissionList
        today={session.today}
        shortNames={shortNames}
        mayView={operator.rights.includes('view')}
        onOpen={setOpened}
        onExport={operator.rights.includes('export') ? (from, to, format) => void exportRange(from, to, format) : null}
      />
      {opened && (
        <AdmissionDrawer
          admissionId={opened}
          printing={printer.printing}
          onTask={() => undefined}
          onReprint={(id) => void printer.printLetter(id)}
          onClose={() => setOpened(null)}
        />
      )}
      <NoticeLine notice={notice} />
    </main>
  )
}
