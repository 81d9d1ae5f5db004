import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BackupFault } from '../../../shared/contract/backup.ts'
import { client, queries } from '../../api.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Tag } from '../../ui/tag.tsx'
import table from '../../ui/data-table.module.css'
import classes from './backup-section.module.css'
import { fileSize } from './file-size.ts'

type Check =
  | { kind: 'running' }
  | { kind: 'good'; admissions: number }
  | { kind: 'desk-behind' }
  | { kind: 'bad'; fault: BackupFault }
  | { kind: 'lost' }

/** The backups in the folder agreed, and the proof of any one of them. `known`: the folder was read from the settings. */
export function BackupFiles({ folder, known }: { folder: string | null; known: boolean }) {
  const { settings } = useMessages()
  const m = settings.backup
  const format = useFormat()
  const query = useQuery(queries.backup.files.queryOptions({ enabled: folder !== null, staleTime: 0 }))
  const [checks, setChecks] = useState<ReadonlyMap<string, Check>>(new Map())
  const set = (fileName: string, check: Check) => setChecks((all) => new Map([...all, [fileName, check]]))
  const verify = async (fileName: string) => {
    set(fileName, { kind: 'running' })
    try {
      const result = await client.backup.verify({ fileName })
      set(fileName, checkOf(result))
    } catch {
      set(fileName, { kind: 'lost' })
    }
  }
  return (
    <Panel flush title={m.filesTitle}>
      <div className={classes.files}>
        {folder === null ? (
          known && <p className={classes.empty}>{m.filesNoFolder}</p>
        ) : (
          <Loaded query={query} lines={3} failed={settings.loadFailed}>
            {(files) =>
              files.length === 0 ? (
                <p className={classes.empty}>{m.filesEmpty}</p>
              ) : (
                <table className={table.table} aria-label={m.filesTitle}>
                  <thead>
                    <tr>
                      <th scope="col">{m.columns.made}</th>
                      <th scope="col">{m.columns.file}</th>
                      <th scope="col">{m.columns.size}</th>
                      <th scope="col">{m.columns.check}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {files.map(({ fileName, bytes, modifiedAt }) => (
                      <tr key={fileName}>
                        <td className="nowrap">{format.dayAndTime(modifiedAt)}</td>
                        <td className="mono">{fileName}</td>
                        <td className="nowrap">{fileSize(bytes, format.number)}</td>
                        <td>
                          <div className={classes.check}>
                            <button
                              type="button"
                              className={classes.verify}
                              aria-label={m.verifyOf(fileName)}
                              disabled={checks.get(fileName)?.kind === 'running'}
                              onClick={() => void verify(fileName)}
                            >
                              {m.verify}
                            </button>
                            <span aria-live="polite">
                              <CheckResult check={checks.get(fileName)} />
                            </span>
                          </div>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )
            }
          </Loaded>
        )}
      </div>
    </Panel>
  )
}

function checkOf(result: Awaited<ReturnType<typeof client.backup.verify>>): Check {
  if (result.kind === 'bad') return result
  return result.deskHoldsIt ? { kind: 'good', admissions: result.manifest.totals.admissions } : { kind: 'desk-behind' }
}

function CheckResult({ check }: { check: Check | undefined }) {
  const { settings } = useMessages()
  const m = settings.backup
  const format = useFormat()
  switch (check?.kind) {
    case undefined:
      return null
    case 'running':
      return <span className="muted">{m.verifying}</span>
    case 'good':
      return (
        <Tag tone="good" icon={<IconShieldCheck size={15} aria-hidden="true" />}>
          {m.verifyGood(format.number(check.admissions))}
        </Tag>
      )
    case 'desk-behind':
      return <Bad>{m.verifyDeskBehind}</Bad>
    case 'bad':
      return <Bad>{m.fault[check.fault]}</Bad>
    case 'lost':
      return <Bad>{settings.unwritten.failed}</Bad>
  }
}

function Bad({ children }: { children: string }) {
  return (
    <span className={classes.bad}>
      <IconAlertTriangle size={15} aria-hidden="true" />
      {children}
    </span>
  )
}
