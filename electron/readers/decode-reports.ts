import type { ReaderEvent, ReaderId, ReaderSettings } from '../../shared/domain/reader.ts'
import { decoderFor } from './decoders/decoder-for.ts'
import type { Decoded, Decoder } from './decoders/decoder.ts'

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
  showReports: () => boolean
  tell: (event: ReaderEvent) => void
}

const LONGEST_SHOWN = 1_024

export function decodeReports({ id, settings: first, showReports, tell }: DecodingDeps): Decoding {
  let settings = first
  let decoder: Decoder = decoderFor(settings)
  let timer: NodeJS.Timeout | undefined

  const pass = (decoded: readonly Decoded[]) => {
    for (const one of decoded) tell({ ...one, reader: id, role: settings.role })
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
    const deadline = decoder.deadline()
    if (deadline !== null) pass(decoder.expire(Math.max(deadline, performance.now())))
  }
  return {
    report: (bytes) => {
      if (showReports())
        tell({ kind: 'report', reader: id, bytes: Buffer.from(bytes.subarray(0, LONGEST_SHOWN)).toString('hex') })
      pass(decoder.report(bytes, performance.now()))
      arm()
    },
    configure: (next) => {
      const decodesAlike = sameDecoding(settings, next)
      if (!decodesAlike) end()
      settings = next
      if (!decodesAlike) decoder = decoderFor(settings)
    },
    end,
  }
}

function sameDecoding(a: ReaderSettings, b: ReaderSettings): boolean {
  const what = ({ form, prefix, suffix, uid }: ReaderSettings) => JSON.stringify([form, prefix, suffix, uid])
  return what(a) === what(b)
}
