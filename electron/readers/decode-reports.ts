import type { ReaderEvent, ReaderId, ReaderSettings } from '../../shared/domain/reader.ts'
import { decoderFor } from './decoders/decoder-for.ts'
import type { Decoded, Decoder } from './decoders/decoder.ts'
import { floodGauge } from './flood-gauge.ts'

/** One open device's reports on their way to scans. */
export type Decoding = {
  report: (bytes: Uint8Array) => void
  /** Other settings, from the next report on. */
  configure: (settings: ReaderSettings) => void
  /** No more reports come: what is unfinished is told as such. */
  end: () => void
}

export type DecodingDeps = {
  id: ReaderId
  settings: ReaderSettings
  /** No report that comes earlier is believed: it may be the end of a code. */
  believeAfterMs: number
  showReports: () => boolean
  /** It has flooded before. */
  suspect: boolean
  tell: (event: ReaderEvent) => void
  /** It sends without end; told once, and nothing of it is told after that. */
  onFlood: () => void
}

const LONGEST_SHOWN = 1_024

/**
 * A scan of which something may have come before anybody listened, or may still have been to come when it was over, is told as `incomplete`:
 * the end of a code looks like a short one, and so does its beginning.
 */
export function decodeReports(deps: DecodingDeps): Decoding {
  const { id, believeAfterMs, showReports, suspect, tell } = deps
  let { settings } = deps
  let gauge = floodGauge({ form: settings.form, suspect })
  let floods = false
  let decoder: Decoder = decoderFor(settings)
  let timer: NodeJS.Timeout | undefined
  let believedFrom = performance.now() + believeAfterMs
  /** What is unfinished, or was decoded just now, began before `believedFrom`. */
  let isEarly = false

  const allows = (isAllowed: boolean) => {
    if (isAllowed || floods) return !floods
    floods = true
    deps.onFlood()
    return false
  }
  const pass = (decoded: readonly Decoded[], isWhole = !isEarly) => {
    for (const one of decoded) {
      if (!allows(gauge.outcome(performance.now()))) return
      tell({ ...(isWhole ? one : notWhole(one)), reader: id, role: settings.role })
    }
  }
  const expire = () => pass(decoder.expire(performance.now()))
  const arm = () => {
    clearTimeout(timer)
    const deadline = decoder.deadline()
    // Timers may fire a little early by this clock.
    if (deadline !== null) timer = setTimeout(late, Math.max(0, Math.ceil(deadline - performance.now())))
  }
  const late = () => {
    expire()
    arm()
  }
  const end = () => {
    clearTimeout(timer)
    expire()
    const deadline = decoder.deadline()
    if (deadline !== null) pass(decoder.expire(deadline), false)
  }
  return {
    report: (bytes) => {
      const at = performance.now()
      if (!allows(gauge.report(bytes, at))) return
      if (showReports())
        tell({ kind: 'report', reader: id, bytes: Buffer.from(bytes.subarray(0, LONGEST_SHOWN)).toString('hex') })
      pass(decoder.expire(at))
      isEarly = at < believedFrom || (isEarly && decoder.deadline() !== null)
      pass(decoder.report(bytes, at))
      arm()
    },
    configure: (next) => {
      const decodesAlike = sameDecoding(settings, next)
      if (!decodesAlike) end()
      settings = next
      if (decodesAlike) return
      decoder = decoderFor(settings)
      gauge = floodGauge({ form: settings.form, suspect })
      believedFrom = performance.now() + believeAfterMs
    },
    end,
  }
}

function notWhole(decoded: Decoded): Decoded {
  return decoded.kind === 'scan' ? { kind: 'rejected', why: 'incomplete' } : decoded
}

function sameDecoding(a: ReaderSettings, b: ReaderSettings): boolean {
  const what = ({ form, prefix, suffix, uid }: ReaderSettings) => JSON.stringify([form, prefix, suffix, uid])
  return what(a) === what(b)
}
