import type { ReaderSettings } from '../../../shared/domain/reader.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { Decoder } from './decoder.ts'
import { hidPosSteps } from './hid-pos.ts'
import { keyboardSteps } from './keyboard-report.ts'
import { steppedDecoder } from './steps.ts'
import { textSteps } from './text-report.ts'
import { uidSteps } from './uid-report.ts'

/** The decoder of one opened device; a new one for every opening, so that nothing of an earlier one is joined to what comes. */
export function decoderFor(settings: ReaderSettings): Decoder {
  switch (settings.form) {
    case 'hid-pos':
      return steppedDecoder(hidPosSteps(settings))
    case 'keyboard':
      return steppedDecoder(keyboardSteps(settings))
    case 'text':
      return steppedDecoder(textSteps(settings))
    case 'uid':
      return steppedDecoder(uidSteps(settings))
    default:
      return unreachable(settings.form)
  }
}
