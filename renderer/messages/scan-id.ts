/** What is said about scans and readers on every screen. */
export const scanId = {
  notWhole: 'Kode tidak terbaca utuh. Pindai sekali lagi.',
  notWholeFrom: (reader: string) => `${reader}: kode tidak terbaca utuh. Pindai sekali lagi.`,
  noCard: (reader: string) => `${reader}: kode ini bukan kode kartu.`,
  lying: 'Kartu yang sama masih di pembaca. Angkat kartunya, tunggu 3 detik, lalu pindai lagi.',
  notNow: 'Pindaian tidak dipakai. Pindai sekali lagi; bila tetap begini, pembaca sedang diuji di Pengaturan.',
  notHere: 'Pindaian tidak dipakai di halaman ini.',
  notReady: 'Pindaian tidak dipakai: loket ini belum siap.',
  noteFirst: 'Pindaian tidak dipakai: baca dulu pesan serah terima.',
  from: (reader: string) => `dari ${reader}`,
  unnamed: 'pembaca tanpa nama',
  readers: {
    word: 'Pembaca',
    unnamed: 'tanpa nama',
    keyboardWord: 'Pemindai',
    keyboard: 'papan ketik, atau ketik nomornya',
    ready: (name: string, others: number) => (others === 0 ? `${name} siap` : `${name} dan ${others} lagi siap`),
    opening: (name: string) => `${name} sedang dibuka`,
    lost: (name: string) => `${name} terputus`,
    refused: (name: string) => `${name} tidak dapat dibuka`,
    restarting: 'dimulai ulang',
  },
}
