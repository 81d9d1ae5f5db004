import type { DeskEvent, DeskState } from './desk-model.ts'

/** The answer to a press must still find the patient it was pressed for. */
export const LEAVES_PATIENT: ReadonlySet<DeskEvent['kind']> = new Set<DeskEvent['kind']>([
  'asked',
  'back-to-people',
  'newborn-wanted',
  'name-search-opened',
  'emergency-opened',
  'cleared',
])

/** Whether an admission is on its way to the core. */
export function isSaving(state: DeskState): boolean {
  return (state.kind === 'answer' || state.kind === 'emergency') && state.admitting
}
