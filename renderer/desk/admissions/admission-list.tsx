import { Button, TextInput } from '@mantine/core'
import { IconFileTypeCsv, IconJson, IconSearch } from '@tabler/icons-react'
import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ExportFormat } from '../../../shared/contract/admissions.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { seesWhole } from '../../../shared/domain/masked-admission.ts'
import { queries } from '../../api.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useOverflow } from '../../ui/use-overflow.ts'
import { DateField } from '../forms/date-field.tsx'
import { useRights } from '../use-rights.ts'
import { AdmissionTable } from './admission-table.tsx'
import classes from './admission-list.module.css'

const LIMIT = 500

type Props = {
  today: IsoDate
  shortNames: ReadonlyMap<string, string>
  /** Whether the operator may see the rows at all; who may only export gets the file alone. */
  mayView?: boolean
  onOpen: (id: AdmissionId) => void
  /** Null: without the right to take a file away. */
  onExport: ((from: IsoDate, to: IsoDate, format: ExportFormat) => void) | null
}

/** Admissions of any range of days, and the file of them: the body of a dialog or of a page. */
export function AdmissionList({ today, shortNames, mayView = true, onOpen, onExport }: Props) {
  const { desk } = useMessages()
  const m = desk.admissions
  const rights = useRights()
  const [from, setFrom] = useState<IsoDate | null>(today)
  const [to, setTo] = useState<IsoDate | null>(today)
  const [text, setText] = useState('')
  const scroll = useRef<HTMLDivElement>(null)
  const scrolls = useOverflow(scroll)
  const range = from && to && from <= to ? { from, to } : null
  const { data } = useQuery(
    queries.admissions.list.queryOptions({
      input: { ...(range ?? { from: today, to: today }), text, limit: LIMIT },
      enabled: range !== null && mayView,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <div className={classes.list}>
      <div className={classes.filters}>
        <DateField label={m.list.from} value={today} wrong={desk.form.dateWrong} focusFirst onChange={setFrom} />
        <DateField label={m.list.to} value={today} wrong={desk.form.dateWrong} onChange={setTo} />
        <TextInput
          className="grow"
          label={seesWhole(rights) ? m.list.text : m.list.textMasked}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          maxLength={120}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by the keyboard */}
      <div ref={scroll} className={classes.table} tabIndex={scrolls ? 0 : -1} role="group" aria-label={m.list.title}>
        {data && data.admissions.length > 0 ? (
          <AdmissionTable
            label={m.list.title}
            admissions={data.admissions}
            dated={from !== to}
            shortNames={shortNames}
            onOpen={onOpen}
          />
        ) : (
          <p className={classes.empty}>{range ? m.list.empty : m.list.rangeWrong}</p>
        )}
      </div>
      <div className={classes.foot}>
        <span className="grow muted" aria-live="polite">
          {data && m.list.total(data.admissions.length, data.total)}
        </span>
        {onExport && (
          <>
            <span>{m.list.export}</span>
            <Button
              variant="default"
              disabled={!range}
              leftSection={<IconFileTypeCsv size={18} aria-hidden="true" />}
              onClick={() => range && onExport(range.from, range.to, 'csv')}
            >
              CSV
            </Button>
            <Button
              variant="default"
              disabled={!range}
              leftSection={<IconJson size={18} aria-hidden="true" />}
              onClick={() => range && onExport(range.from, range.to, 'json')}
            >
              JSON
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
