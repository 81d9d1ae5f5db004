import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { instantOf } from '../../ui/use-now.ts'
import type { Heard } from './heard.ts'
import classes from './listen-anything.module.css'
import { meaningOf } from './meaning.ts'

type Props = { heard: readonly Heard[]; shown: number | null; onChoose: (key: number) => void }

/** The last few scans; each can be looked at again while the section is open. */
export function HeardHistory({ heard, shown, onChoose }: Props) {
  const messages = useMessages()
  const m = messages.readers.test
  const format = useFormat()
  const { data, dataUpdatedAt } = useQuery(queries.session.info.queryOptions())
  const behindMs = data ? Date.parse(data.now) - dataUpdatedAt : 0
  return (
    <div className={classes.history}>
      <h3>{m.history}</h3>
      <ol>
        {heard.map(({ key, at, what, readerName }) => {
          const meaning = what.kind === 'read' ? meaningOf(what.text, what.reading, messages) : null
          return (
            <li key={key}>
              <button type="button" aria-current={key === shown || undefined} onClick={() => onChoose(key)}>
                <span className="mono">{format.time(instantOf(at + behindMs))}</span>
                <b className="ellipsis">{meaning?.word ?? m.rejected}</b>
                <span className="mono ellipsis">{meaning?.number ?? ''}</span>
                <small className="ellipsis">
                  {m.from(readerName === null ? m.keyboard : readerName || messages.scan.unnamed)}
                </small>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
