import type { deskId } from './desk-id.ts'

export const deskEn: typeof deskId = {
  title: 'Desk',
}
