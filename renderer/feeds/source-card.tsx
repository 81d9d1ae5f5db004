import {
  IconAlertTriangle,
  IconCircleCheck,
  IconDatabaseOff,
  IconFileTypeCsv,
  IconHistory,
  IconRefresh,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FeedState } from '../../shared/domain/feed.ts'
import type { ServingSource } from '../../shared/domain/roster-state.ts'
import { explainFeedRefusal } from '../../shared/texts/feed-refusal.ts'
import { useFormat, useLanguage, useMessages } from '../messages/use-messages.tsx'
import { Tag } from '../ui/tag.tsx'
import { FeedProgress } from './feed-progress.tsx'
import { standingOf, type Standing } from './feed-standing.ts'
import classes from './source-card.module.css'

const ICONS: Record<Standing, typeof IconRefresh> = {
  running: IconRefresh,
  damaged: IconAlertTriangle,
  none: IconDatabaseOff,
  fellBack: IconHistory,
  refused: IconAlertTriangle,
  current: IconCircleCheck,
}
const TONES = {
  running: 'you',
  current: 'good',
  none: 'trouble',
  damaged: 'trouble',
  fellBack: 'trouble',
  refused: 'trouble',
} as const

/** Between facts; never the first on a line. */
const DOT = '\u00A0· '

type Props = {
  feed: FeedState
  /** Short names of its programmes. */
  programmes: string
  /** Buttons; none where the operator can do nothing about it. */
  children?: ReactNode
}

/** One source: who publishes, what it holds and how old that is, where it comes from, how the last attempt went and what to do. */
export function FeedCard({ feed, programmes, children }: Props) {
  const m = useMessages().feeds
  const standing = standingOf(feed)
  const StandingIcon = ICONS[standing]
  return (
    <li className={classes.card}>
      <span className={classes.icon}>
        <IconRosetteDiscountCheck size={22} aria-hidden="true" />
      </span>
      <div className={classes.body}>
        <p className={classes.head}>
          <b>{feed.issuer}</b>
          <Tag tone={TONES[standing]} icon={<StandingIcon size={15} aria-hidden="true" />}>
            {m.state[standing]}
          </Tag>
        </p>
        {feed.source.kind === 'serving' ? (
          <ServingFacts source={feed.source} programmes={programmes} people={m.people} />
        ) : (
          <p className={classes.facts}>{programmes}</p>
        )}
        <Whereabouts feed={feed} />
        {feed.running !== null && <FeedProgress progress={feed.running} />}
        <LastWord feed={feed} standing={standing} />
      </div>
      {children && <div className={classes.buttons}>{children}</div>}
    </li>
  )
}

/** What was loaded by hand, beside the feeds. Its count is of the whole file, also where a feed speaks for one of its programmes. */
export function LocalCard({ source, programmes }: { source: ServingSource; programmes: string }) {
  const m = useMessages().feeds
  const { dayAndTime } = useFormat()
  return (
    <li className={classes.card}>
      <span className={classes.icon}>
        <IconFileTypeCsv size={22} aria-hidden="true" />
      </span>
      <div className={classes.body}>
        <p className={classes.head}>
          <b>{m.local}</b>
        </p>
        <ServingFacts source={source} programmes={programmes} people={m.peopleInFile} />
        <p className={classes.quiet}>{m.localSay(dayAndTime(source.importedAt))}</p>
      </div>
    </li>
  )
}

type FactsProps = { source: ServingSource; programmes: string; people: (count: string) => string }

function ServingFacts({ source, programmes, people }: FactsProps) {
  const { feeds: m, common } = useMessages()
  const format = useFormat()
  const { asOf, ageDays, version } = source
  return (
    <p className={classes.facts}>
      {programmes !== '' && `${programmes}${DOT}`}
      {m.asOf(format.date(asOf), ageDays === 0 ? common.today : format.days(ageDays))}
      {DOT}
      <span className={classes.whole}>{people(format.number(source.people))}</span>{' '}
      <span className={classes.version}>{m.version(version)}</span>
    </p>
  )
}

function Whereabouts({ feed: { from, lastGoodAt, nextAttemptAt, everyMinutes } }: { feed: FeedState }) {
  const m = useMessages().feeds
  const format = useFormat()
  const words = [
    lastGoodAt === null ? m.lastGoodNever : m.lastGood(format.dayAndTime(lastGoodAt)),
    everyMinutes === null ? m.nextAsked : nextAttemptAt === null ? null : m.next(format.time(nextAttemptAt)),
  ]
  return (
    <p className={classes.quiet}>
      <span className={classes.place}>{m.from(from)}</span>
      {DOT}
      {words.filter((word) => word !== null).join(DOT)}
    </p>
  )
}

/** Why the last attempt was refused, or what is wrong with what lies here. */
function LastWord({ feed, standing }: { feed: FeedState; standing: Standing }) {
  const m = useMessages().feeds
  const format = useFormat()
  const { language } = useLanguage()
  const { refusal, lastAttemptAt, source } = feed
  if (standing === 'running') return null
  // Somebody else speaks for all its programmes until it brings something.
  const hasOthers = source.programmes.length === 0
  const answersWithout = hasOthers ? m.keepsCsv : m.keepsNothing
  if (refusal !== null) {
    const { so, next } = explainFeedRefusal(refusal, language)
    const meanwhile = source.kind === 'serving' ? m.keeps : source.kind === 'none' ? answersWithout : null
    return (
      <p className={classes.trouble}>
        {so} {meanwhile} <b>{next}</b>{' '}
        {lastAttemptAt !== null && <small>{m.triedAt(format.dayAndTime(lastAttemptAt))}</small>}
      </p>
    )
  }
  if (standing === 'none') return <p className={classes.trouble}>{hasOthers ? m.noDataYet : m.noData}</p>
  if (standing === 'damaged') return <p className={classes.trouble}>{m.damagedData}</p>
  return standing === 'fellBack' ? <p className={classes.trouble}>{m.fellBackData}</p> : null
}
