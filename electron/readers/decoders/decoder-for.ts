import type { ReaderSettings } from '../../../shared/domain/reader.ts'
import type { Decoder } from './decoder.ts'
import { hidPosSteps } from './hid-pos.ts'
import { steppedDecoder } from './steps.ts'

/** The decoder of one opened device; a new one for every opening, so that nothing of an earlier one is joined to what comes. */
export function decoderFor(settings: ReaderSettings): Decoder {
  return steppedDecoder(hidPosSteps(settings))
}
