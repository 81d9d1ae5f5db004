import type { peopleId } from './people-id.ts'

export const peopleEn: typeof peopleId = {
  roles: {
    clerk: 'Clerk',
    supervisor: 'Supervisor',
    finance: 'Finance',
    administrator: 'Manager',
    auditor: 'Auditor',
  },
  rights: {
    view: 'View',
    enter: 'Enter',
    correct: 'Correct',
    export: 'Hand out files',
    configure: 'Configure',
    approve: 'Approve',
    audit: 'Read the trail',
  },
}
