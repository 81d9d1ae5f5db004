import { Drawer, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconCircleCheck, IconCircleMinus, IconHelpCircle, IconListCheck } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { TraceStep } from '../../../shared/domain/verdict.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { IconOctagonX } from './icon-octagon-x.ts'
import type { ShownTrace } from './verdict-model.ts'
import classes from './trace-footer.module.css'

type Outcome = TraceStep['outcome']

const OUTCOMES: readonly Outcome[] = ['passed', 'failed', 'not-applicable', 'unknown']
const OUTCOME_ICONS: Record<Outcome, Icon> = {
  passed: IconCircleCheck,
  failed: IconOctagonX,
  'not-applicable': IconCircleMinus,
  unknown: IconHelpCircle,
}

/** How many rules were looked at, and the drawer that explains each. The answer's own programme is counted. */
export function TraceFooter({ traces, rosterLine }: { traces: readonly ShownTrace[]; rosterLine: string | null }) {
  const { common, verdict } = useMessages()
  const [opened, drawer] = useDisclosure(false)
  useHotkeys([['alt+A', drawer.toggle]], [])
  if (traces.length === 0) return null
  return (
    <div className={classes.footer}>
      <IconListCheck size={18} stroke={2} aria-hidden />
      <div className="grow">
        {traces.map((trace) => (
          <p key={trace.heading}>
            <Counts trace={trace} />
          </p>
        ))}
      </div>
      <UnstyledButton className={classes.open} onClick={drawer.open} aria-keyshortcuts="Alt+A" aria-haspopup="dialog">
        {verdict.details} <Kbd>Alt A</Kbd>
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        title={verdict.detailsTitle}
        size={520}
        closeButtonProps={{ 'aria-label': common.close }}
        classNames={{ title: classes.title, content: classes.drawer, header: classes.drawer }}
      >
        {rosterLine !== null && <p className={classes.source}>{rosterLine}</p>}
        {traces.map((trace) => (
          <TraceList key={trace.heading} trace={trace} />
        ))}
      </Drawer>
    </div>
  )
}

function Counts({ trace: { counts, steps, label } }: { trace: ShownTrace }) {
  const { verdict } = useMessages()
  const format = useFormat()
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) =>
    verdict.countParts[outcome](format.number(counts[outcome])),
  )
  return label === null
    ? verdict.counts(format.number(steps.length), parts.join(', '))
    : verdict.countsOf(label, parts.join(', '))
}

function TraceList({ trace }: { trace: ShownTrace }) {
  const { verdict } = useMessages()
  return (
    <section className={classes.trace}>
      <h3>{trace.heading}</h3>
      <ol>
        {trace.steps.map(({ code, outcome, rule, detail }) => {
          const OutcomeIcon = OUTCOME_ICONS[outcome]
          return (
            <li key={code} data-outcome={outcome}>
              <OutcomeIcon size={20} stroke={2} aria-hidden />
              <div className="grow">
                <p className={classes.rule}>{rule}</p>
                {detail !== null && <p className={classes.detail}>{detail}</p>}
              </div>
              <span className={classes.outcome}>{verdict.outcome[outcome]}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
