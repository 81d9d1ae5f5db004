import type { commonId } from './common-id.ts'

export const commonEn: typeof commonId = {
  brand: 'Loket Sehat',
  demo: 'DEMO: sample data',
  language: 'Language',
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
  save: 'Save',
  change: 'Change',
  clear: 'Clear',
  tryAgain: 'Try again',
  unknown: 'Not known yet',
  none: 'None',
  today: 'today',
  key: (name: string) => `Key ${name}`,
}
