import { oc } from '@orpc/contract'

/** Rights of Permenkes 24/2022 art. 30 (enter, correct, view) and two of our own. Every call declares one. */
export type Right = 'view' | 'enter' | 'correct' | 'export' | 'configure'

/** The only way to start a call: a contract without a right cannot be written. */
export function call(right: Right) {
  return oc.$meta<{ right?: Right }>({}).meta({ right })
}
