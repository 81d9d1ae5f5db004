import { IconBarcode, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './demo-panel.module.css'

type Props = { onSample: (text: string) => void; onSheet: () => void }

/** Sample cards of a demo folder: a press sends the card's text the way a scanner would. */
export function DemoPanel({ onSample, onSheet }: Props) {
  const m = useMessages().desk.demo
  const { data } = useQuery(queries.demo.samples.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  if (!data || data.length === 0) return null
  return (
    <section className={classes.panel} aria-label={m.title}>
      <div className={classes.head}>
        <IconBarcode size={18} aria-hidden="true" />
        <h3>{m.title}</h3>
        <span className="muted">{m.say}</span>
        <span className="grow" />
        <button type="button" className={classes.sheet} onClick={onSheet}>
          <IconPrinter size={15} aria-hidden="true" />
          {m.sheet}
        </button>
      </div>
      <div className={classes.cards}>
        {data.map((sample) => (
          <button
            key={sample.id}
            type="button"
            className={classes.sample}
            title={sample.holder ?? undefined}
            onClick={() => onSample(sample.text)}
          >
            {m.names[sample.id]}
          </button>
        ))}
      </div>
    </section>
  )
}
