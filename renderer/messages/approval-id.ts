import type { ApprovalPurpose } from '../../shared/domain/approval.ts'

/** Words of asking a supervisor, and of what was agreed to. */
export const approvalId = {
  ask: 'Minta persetujuan penyelia',
  askSay: 'Penyelia menyetujui di loket ini dengan PIN',
  titles: {
    override: 'Terbitkan walau tidak dijamin?',
    review: 'Setujui catatan yang dipilih?',
    amend: 'Setujui perubahan?',
    void: 'Setujui pembatalan surat?',
  } satisfies Record<ApprovalPurpose, string>,
  say: {
    override: (name: string) =>
      `Surat jaminan untuk ${name} terbit di luar ketentuan program. Nama penyelia dan alasannya tertulis di surat, daftar, dan klaim.`,
    review: (name: string) =>
      `Petugas memilih satu dari catatan yang bertentangan untuk ${name}. Cocokkan sendiri dengan KTP atau KK asli.`,
    amend: (number: string) => `Isian surat ${number} diubah. Isian lama tetap tercatat.`,
    void: (number: string) => `Surat ${number} dibatalkan. Nomornya tidak dipakai lagi.`,
  } satisfies Record<ApprovalPurpose, (about: string) => string>,
  refusedFor: 'Ditolak karena:',
  changes: 'Yang akan ditulis:',
  change: (label: string, before: string, after: string) =>
    `${label}: ${before === '' ? 'kosong' : before} → ${after === '' ? 'kosong' : after}`,
  stale: 'data peserta terlalu lama',
  approver: 'Penyelia',
  noApprovers: 'Belum ada operator yang boleh menyetujui. Minta pengelola menambahkannya di Pengaturan.',
  loadFailed: 'Daftar penyelia belum terbaca.',
  reason: 'Alasan penyelia',
  reasonHint: {
    override: 'Paling sedikit 3 huruf; tercetak di surat',
    review: 'Paling sedikit 3 huruf; tercetak di surat',
    amend: 'Paling sedikit 3 huruf; tercatat bersama nama penyelia',
    void: 'Paling sedikit 3 huruf; tercatat bersama nama penyelia',
  } satisfies Record<ApprovalPurpose, string>,
  reasonWanted: 'Tulis alasannya, paling sedikit 3 huruf.',
  secretWanted: 'Isi PIN atau frasa sandi penyelia.',
  approve: 'Setujui',
  notAllowed: 'Operator ini tidak boleh menyetujui. Pilih penyelia lain.',
  scanned: 'Pindaian tidak dipakai: selesaikan dulu persetujuannya.',
  tag: { override: 'Pengecualian', review: 'Dipilih', amend: 'Disetujui', void: 'Disetujui' } satisfies Record<
    ApprovalPurpose,
    string
  >,
  tagSay: (purpose: string, by: string) => `${purpose}, disetujui ${by}`,
  title: 'Persetujuan penyelia',
  purpose: {
    override: 'Dijamin di luar ketentuan',
    review: 'Catatan yang dipilih petugas',
    amend: 'Perubahan isian',
    void: 'Pembatalan surat',
  } satisfies Record<ApprovalPurpose, string>,
  what: 'Yang disetujui',
  by: 'Disetujui oleh',
  overridden: 'Dikecualikan',
  hidden: 'disamarkan',
}
