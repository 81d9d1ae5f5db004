import type { commonId } from './common-id.ts'

export const commonEn: typeof commonId = {
  brand: 'Loket Sehat',
  demo: 'DEMO: sample data',
  language: 'Language',
  languageName: { id: 'Bahasa Indonesia', en: 'English' },
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
  save: 'Save',
  change: 'Change',
  clear: 'Clear',
  tryAgain: 'Try again',
  loading: 'One moment…',
  unknown: 'Not known yet',
  notStated: 'Not stated',
  none: 'None',
  today: 'today',
  yesterday: 'yesterday',
  reference: (code: string) => `Reference ${code}`,
  key: (name: string) => `Key ${name}`,
}
