import type { GrantedRight, Role } from '../../shared/domain/operator.ts'

/** Words for those who work with the program, and for what they may do. */
export const peopleId = {
  roles: {
    clerk: 'Petugas',
    supervisor: 'Penyelia',
    finance: 'Keuangan',
    administrator: 'Pengelola',
    auditor: 'Pemeriksa',
  } satisfies Record<Role, string>,
  rights: {
    view: 'Melihat',
    enter: 'Memasukkan',
    correct: 'Memperbaiki',
    export: 'Mengeluarkan berkas',
    configure: 'Mengatur',
    approve: 'Menyetujui',
    audit: 'Memeriksa jejak',
  } satisfies Record<GrantedRight, string>,
}
