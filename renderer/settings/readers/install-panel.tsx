import { Button } from '@mantine/core'
import { IconCheck, IconCopy, IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import { queries } from '../../api.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './install-panel.module.css'

const UDEV_COMMAND = 'sudo npx loket readers udev'

/** What this machine's system needs before a program may read a reader. */
export function InstallPanel({ system, readers }: Pick<ReadersInfo, 'system' | 'readers'>) {
  const m = useMessages().readers.install
  return (
    <Panel title={m.title[system]} say={m.say[system]} icon={<IconPlugConnected size={18} aria-hidden="true" />}>
      {system === 'linux' ? (
        <LinuxSteps key={readers.map(({ id }) => id).join(' ')} />
      ) : (
        <ol className={classes.steps}>
          {m[system].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

// The rule names what is plugged in: with other readers it is another one, asked for anew.
function LinuxSteps() {
  const { readers, settings } = useMessages()
  const m = readers.install
  const query = useQuery(queries.readers.udevRule.queryOptions({ staleTime: 0 }))
  const [command, file, replug] = m.linux
  return (
    <Loaded query={query} lines={6} failed={settings.loadFailed}>
      {({ path, text }) => (
        <ol className={classes.steps}>
          <li>
            {command}
            <Copyable label={m.copyCommand} text={UDEV_COMMAND} />
          </li>
          <li>
            {file} <span className={`mono ${classes.path}`}>{path}</span>
            <Copyable label={m.copyRule} text={text.trimEnd()} />
          </li>
          <li>{replug}</li>
        </ol>
      )}
    </Loaded>
  )
}

function Copyable({ label, text }: { label: string; text: string }) {
  const m = useMessages().readers.install
  const block = useRef<HTMLPreElement>(null)
  const [done, setDone] = useState<'no' | 'copied' | 'marked'>('no')
  // Where the shell lets no page write to the clipboard, the text is marked: the keys copy it.
  const mark = () => {
    if (block.current) getSelection()?.selectAllChildren(block.current)
    setDone('marked')
  }
  const copy = () => void navigator.clipboard.writeText(text).then(() => setDone('copied'), mark)
  return (
    <div className={classes.copyable}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls: without a tab stop no key could scroll it. */}
      <pre ref={block} className="mono" tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <Button
        variant="default"
        leftSection={
          done === 'copied' ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />
        }
        onClick={copy}
      >
        <span aria-live="polite">{done === 'no' ? label : m[done]}</span>
      </Button>
    </div>
  )
}
