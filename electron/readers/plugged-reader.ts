import type { ReaderEvent, ReaderId, ReaderSettings, ReaderState } from '../../shared/domain/reader.ts'
import type { FoundReader } from './classify.ts'
import { decodeReports, type Decoding } from './decode-reports.ts'
import type { HidPort, OpenDevice } from './hid-port.ts'
import type { PathTurns } from './path-turns.ts'
import { setbacks } from './setbacks.ts'
import type { Timings } from './timings.ts'

/** What is to be done with a reader that is plugged in. */
export type Wanted = 'read' | Extract<ReaderState, 'off' | 'not-chosen' | 'too-many'>

/** A reader from plugging in to unplugging: opens and closes it as wanted, and tries again where that failed. */
export type PluggedReader = {
  id: ReaderId
  found: FoundReader
  /** Null: it was lost, and nobody has seen it since. */
  state: () => ReaderState | null
  /** The driver has it, or was asked for it. */
  held: () => boolean
  want: (wanted: Wanted, settings: ReaderSettings) => void
  /** It is plugged in still, so it may be opened again. */
  seen: () => void
  /** It was plugged in or out just now: what it did before counts no more. */
  plugged: () => void
  /** Ends this plugging in. Settles when the device is closed. */
  leave: (why: 'unplugged' | 'stopped') => Promise<void>
}

export type PluggedReaderDeps = {
  id: ReaderId
  found: FoundReader
  hid: HidPort
  turns: PathTurns
  timings: Timings
  settings: ReaderSettings
  showReports: () => boolean
  tell: (event: ReaderEvent) => void
  /** Its state is another. */
  changed: () => void
  lookAgain: () => void
}

type ClosedWhy = Extract<ReaderEvent, { kind: 'closed' }>['why']
type Reading = { device: OpenDevice; decoding: Decoding; release: () => void; since: number }

const HONEYWELL = 0x0c2e
/** Without it some of them stay silent. */
const HONEYWELL_START = [254, 1]
/** Refusals as gone of a reader that is in the list; the next one is a failure like others. */
const BELIEVED_GONE = 3

export function pluggedReader(deps: PluggedReaderDeps): PluggedReader {
  const { id, found, hid, turns, timings, tell, changed } = deps
  let settings = deps.settings
  let wanted: Wanted = 'not-chosen'
  let ending: 'unplugged' | 'stopped' | null = null
  let reading: Reading | null = null
  /** Opening or closing: nothing else is begun meanwhile. */
  let work: Promise<void> | null = null
  let lost = false
  let timesGone = 0
  const trouble = setbacks({
    timings,
    tell: (why) => {
      tell({ kind: 'error', reader: id, why })
      changed()
    },
    tryAgain: () => settle(),
  })

  const isWanted = () => wanted === 'read' && ending === null
  const settle = () => {
    if (work !== null) return
    if (reading !== null && !isWanted()) begin(close(ending ?? 'settings'))
    else if (reading === null && isWanted() && !lost && !trouble.waiting()) begin(open())
  }
  const begin = (job: Promise<void>) => {
    const mine = finish()
    work = mine
    async function finish() {
      await job
      if (work !== mine) return
      work = null
      settle()
      changed()
    }
  }

  const open = async () => {
    const impatient = setTimeout(trouble.unanswered, timings.patience)
    const release = await turns.take(found.path)
    const opened = isWanted() ? await hid.open(found.path, { report, lost: onLost }) : null
    clearTimeout(impatient)
    if (opened === null) return release()
    if (typeof opened === 'string') {
      release()
      if (opened !== 'gone' || ++timesGone > BELIEVED_GONE)
        return trouble.refused(opened === 'gone' ? 'failed' : opened)
      lost = true
      return deps.lookAgain()
    }
    if (!isWanted()) {
      await opened.close()
      return release()
    }
    timesGone = 0
    const decoding = decodeReports({
      id,
      settings,
      believeAfterMs: timings.believed,
      showReports: deps.showReports,
      suspect: trouble.suspect(),
      tell,
      onFlood,
    })
    reading = { device: opened, decoding, release, since: performance.now() }
    trouble.opened()
    tell({ kind: 'opened', reader: id })
    if (found.vendorId === HONEYWELL) void opened.sendFeature(HONEYWELL_START)
  }
  const close = async (why: ClosedWhy) => {
    if (reading === null) return
    const { device, decoding, release } = reading
    reading = null
    decoding.end()
    tell({ kind: 'closed', reader: id, why })
    await device.close()
    release()
  }
  const report = (bytes: Uint8Array) => reading?.decoding.report(bytes)
  const onFlood = () => {
    if (reading === null) return
    trouble.flooded({ calm: performance.now() - reading.since >= timings.calmed })
    begin(close('flooding'))
    changed()
  }
  const onLost = () => {
    if (reading === null) return
    lost = true
    trouble.broke({ steady: performance.now() - reading.since >= timings.steady })
    begin(close('unplugged'))
    changed()
    deps.lookAgain()
  }

  return {
    id,
    found,
    held: () => reading !== null || work !== null,
    state: () => {
      if (reading !== null) return 'reading'
      if (wanted !== 'read') return wanted
      return trouble.trouble() ?? (lost ? null : 'opening')
    },
    want: (next, nextSettings) => {
      if (wanted === 'off' || nextSettings.form !== settings.form) trouble.forgive()
      wanted = next
      settings = nextSettings
      reading?.decoding.configure(settings)
      settle()
    },
    seen: () => {
      lost = false
      trouble.hurry()
      settle()
    },
    plugged: trouble.forgive,
    leave: async (why) => {
      ending = why
      trouble.stop()
      settle()
      while (work !== null) await work
    },
  }
}
