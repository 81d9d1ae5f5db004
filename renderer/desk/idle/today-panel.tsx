import { TextInput } from '@mantine/core'
import { IconCalendarSearch, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { RefObject } from 'react'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { AdmissionTable } from '../admissions/admission-table.tsx'
import { ProvisionalCard } from '../admissions/provisional-card.tsx'
import { matchesFilter, matchesText, TODAY_FILTERS } from '../admissions/use-admissions.ts'
import type { TodayFilter, TodayList } from '../admissions/use-admissions.ts'
import { DemoPanel } from '../demo/demo-panel.tsx'
import classes from './today-panel.module.css'

type Props = {
  list: TodayList
  provisional: readonly Admission[]
  shortNames: ReadonlyMap<string, string>
  demo: boolean
  searchRef: RefObject<HTMLInputElement | null>
  onOpen: (id: AdmissionId) => void
  onShowAll: () => void
  onProvisional: () => void
  onSample: (text: string) => void
  onSheet: () => void
}

/** The right side of the idle desk: what waits, and what was done today. */
export function TodayPanel({ searchRef, ...props }: Props) {
  const m = useMessages().desk.admissions
  const [filter, setFilter] = useState<TodayFilter>('all')
  const [text, setText] = useState('')
  const { list } = props
  const shown = list.admissions.filter((one) => matchesFilter(one, filter) && matchesText(one, text))
  return (
    <section className={classes.panel} aria-labelledby="today-title">
      <div className={classes.head}>
        <h2 id="today-title">{m.today}</h2>
        <div className={classes.chips}>
          {TODAY_FILTERS.map((one) => {
            const count = list.admissions.filter((admission) => matchesFilter(admission, one)).length
            return (
              <button
                key={one}
                type="button"
                className={classes.chip}
                aria-pressed={filter === one}
                onClick={() => setFilter(one)}
              >
                {m.filters[one]} <b>{one === 'all' ? list.total : count}</b>
              </button>
            )
          })}
        </div>
        <span className="grow" />
        <TextInput
          ref={searchRef}
          className={classes.search}
          size="xs"
          aria-label={m.search}
          aria-keyshortcuts="F3"
          placeholder={m.search}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={<Kbd>F3</Kbd>}
          rightSectionWidth={44}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {props.demo && <DemoPanel onSample={props.onSample} onSheet={props.onSheet} />}
      <ProvisionalCard admissions={props.provisional} onOpen={props.onOpen} onShowAll={props.onProvisional} />
      <div className={`card ${classes.list}`}>
        {shown.length > 0 ? (
          <div className={classes.scroll}>
            <AdmissionTable label={m.today} admissions={shown} shortNames={props.shortNames} onOpen={props.onOpen} />
          </div>
        ) : (
          list.loaded && <Empty text={list.total === 0 ? m.emptyToday : m.emptyFilter} />
        )}
        {list.failed && !list.loaded && <Empty text={m.loadFailed} />}
        <div className={classes.foot}>
          <span className="muted">{m.admitted(list.standing)}</span>
          <button type="button" className={classes.all} onClick={props.onShowAll}>
            {m.showAll}
            <IconChevronRight size={16} aria-hidden="true" />
          </button>
        </div>
      </div>
    </section>
  )
}

function Empty({ text }: { text: string }) {
  return (
    <div className={classes.empty}>
      <span>
        <IconCalendarSearch size={26} aria-hidden="true" />
      </span>
      <p>{text}</p>
    </div>
  )
}
