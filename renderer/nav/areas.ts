import type { GrantedRight } from '../../shared/domain/operator.ts'

/** The parts of the program, in the order of their tabs. */
export type Area = 'desk' | 'admissions' | 'settings' | 'audit'

const AREAS: readonly Area[] = ['desk', 'admissions', 'settings', 'audit']

/** Alt with a digit of the main keyboard. The desk takes 1 to 4 for the kinds of care. */
export const AREA_KEYS: Record<Area, { name: string; code: string; aria: string }> = {
  desk: { name: 'Alt 6', code: 'Digit6', aria: 'Alt+6' },
  admissions: { name: 'Alt 7', code: 'Digit7', aria: 'Alt+7' },
  settings: { name: 'Alt 8', code: 'Digit8', aria: 'Alt+8' },
  audit: { name: 'Alt 9', code: 'Digit9', aria: 'Alt+9' },
}

/** What somebody with these rights may open; the first one is where they begin. Who enters has the list at the desk. Pure. */
export function areasOf(rights: readonly GrantedRight[]): Area[] {
  const has = (right: GrantedRight) => rights.includes(right)
  const may: Record<Area, boolean> = {
    desk: has('enter'),
    admissions: (has('view') || has('export')) && !has('enter'),
    settings: has('configure'),
    audit: has('audit'),
  }
  return AREAS.filter((area) => may[area])
}
