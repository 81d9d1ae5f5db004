import { useMessages } from '../../messages/use-messages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { Reports } from './heard.ts'
import { hexBytes, hexRows } from './hex-dump.ts'
import classes from './reports-table.module.css'

/** Raw reports in rows of sixteen bytes: offset, bytes, and what is text of them. */
export function ReportsTable({ reports: { hex } }: { reports: Reports }) {
  const m = useMessages().readers.test
  const numbered = hex.map((report, at) => ({ number: at + 1, report }))
  return (
    <ScrollRegion label={m.raw} className={classes.reports}>
      {numbered.map(({ number, report }) => (
        <div key={number}>
          <p className={classes.title}>{m.report(number, hexBytes(report).length)}</p>
          <pre className={classes.rows}>
            {hexRows(report).map(({ offset, bytes, ascii }) => (
              <span key={offset} className={classes.row}>
                <i>{offset}</i>
                <span>{`${bytes.slice(0, 8).join(' ')}  ${bytes.slice(8).join(' ')}`}</span>
                <b>{ascii}</b>
              </span>
            ))}
          </pre>
        </div>
      ))}
    </ScrollRegion>
  )
}
