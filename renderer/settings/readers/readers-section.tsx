import { Button } from '@mantine/core'
import { IconBarcode, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import type { ReaderId } from '../../../shared/domain/reader.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { SectionProps } from '../sections.ts'
import { InstallPanel } from './install-panel.tsx'
import { ListenAnything } from './listen-anything.tsx'
import { OtherDevices } from './other-devices.tsx'
import { ReaderDialog } from './reader-dialog.tsx'
import { ReaderList } from './reader-list.tsx'
import { asRead, canRead, sortReaders } from './reader-trouble.ts'
import classes from './readers-section.module.css'
import { SheetPanel } from './sheet-panel.tsx'
import { SoundPanel } from './sound-panel.tsx'
import { useReaders } from './use-readers.ts'

/** How long the button says that somebody looks: a look takes a fraction of it. */
const LOOKING_MS = 1_500

/** Which readers this desk has, what they read, and how one gets to read. */
export function ReadersSection({ session, say }: SectionProps) {
  const { settings, readers: m } = useMessages()
  const query = useReaders()
  const [edited, setEdited] = useState<ReaderId | null>(null)
  const info = query.data
  const { own, others } = sortReaders(info ? asRead(info) : [])
  const reading = own.filter(({ state }) => state === 'reading').length
  const open = info?.readers.find(({ id }) => id === edited)
  return (
    <>
      <Panel
        flush
        icon={<IconBarcode size={18} aria-hidden="true" />}
        title={info && reading === 0 ? m.noneReady : m.count(reading)}
        say={m.say}
        aside={<LookAgain say={say} />}
      >
        <div className={classes.list}>
          <Loaded query={query} lines={4} failed={settings.loadFailed}>
            {(now) => (
              <>
                <ProcessTrouble info={now} />
                <ReaderList readers={own} system={now.system} canRead={canRead(now)} onEdit={setEdited} />
              </>
            )}
          </Loaded>
        </div>
      </Panel>
      <ListenAnything session={session} say={say} />
      {others.length > 0 && <OtherDevices devices={others} onUse={setEdited} />}
      {info && (
        <div className={classes.pair}>
          <SheetPanel say={say} />
          <SoundPanel on={info.sound} say={say} />
        </div>
      )}
      {info && <InstallPanel system={info.system} readers={info.readers} />}
      {open && <ReaderDialog key={open.id} reader={open} say={say} onClose={() => setEdited(null)} />}
    </>
  )
}

function ProcessTrouble({ info: { process, driver, system } }: { info: ReadersInfo }) {
  const m = useMessages().readers
  const text = process !== 'running' ? m.process[process] : driver === 'none' ? m.driverMissing[system] : null
  if (text === null) return null
  return (
    <div className={classes.trouble}>
      <Trouble>{text}</Trouble>
    </div>
  )
}

function LookAgain({ say }: { say: (text: string) => void }) {
  const { settings, readers: m } = useMessages()
  const [looking, setLooking] = useState(false)
  useEffect(() => {
    if (!looking) return
    const timer = setTimeout(() => {
      setLooking(false)
      void queryClient.invalidateQueries({ queryKey: queries.readers.info.key() })
      say(m.looked)
    }, LOOKING_MS)
    return () => clearTimeout(timer)
  }, [looking, say, m])
  const look = () => {
    setLooking(true)
    client.readers.look().catch(() => {
      setLooking(false)
      say(settings.loadFailed)
    })
  }
  return (
    <Button
      variant="default"
      disabled={looking}
      leftSection={<IconRefresh size={18} aria-hidden="true" />}
      onClick={look}
    >
      {looking ? m.looking : m.look}
    </Button>
  )
}
