import { z } from 'zod'

/** Nomor Induk Kependudukan: 16 digits, always a string (as a number, 91-96 lose digits). Structure is judged by `parseNik`. */
export const Nik = z
  .string()
  .regex(/^\d{16}$/)
  .brand<'Nik'>()
export type Nik = z.infer<typeof Nik>

/** Nomor Kartu Keluarga: 16 digits. Changes when a family splits or moves, so never the key of a person. */
export const KkNumber = z
  .string()
  .regex(/^\d{16}$/)
  .brand<'KkNumber'>()
export type KkNumber = z.infer<typeof KkNumber>

/** Participant number printed on a JKN-KIS card: 13 digits. */
export const JknNumber = z
  .string()
  .regex(/^\d{13}$/)
  .brand<'JknNumber'>()
export type JknNumber = z.infer<typeof JknNumber>

/** Serial printed on a programme's own card: up to 32 letters and digits, upper case. */
export const CardNumber = z
  .string()
  .regex(/^[0-9A-Z]{1,32}$/)
  .brand<'CardNumber'>()
export type CardNumber = z.infer<typeof CardNumber>

/** NFC UID in upper-case hex, 4, 7 or 10 bytes. Looks a card up; never proves identity. */
export const CardUid = z
  .string()
  .regex(/^([0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/)
  .brand<'CardUid'>()
export type CardUid = z.infer<typeof CardUid>

/** The desk's own identity in the journal: UUIDv7. */
export const DeviceId = z.uuid().brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

/** An admission's identity: UUIDv7, given by the core. */
export const AdmissionId = z.uuid().brand<'AdmissionId'>()
export type AdmissionId = z.infer<typeof AdmissionId>

/** `kbs-bekasi`, `bogor-sehat`, or another programme in force. */
export const ProgrammeCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)
  .brand<'ProgrammeCode'>()
export type ProgrammeCode = z.infer<typeof ProgrammeCode>

/** Four digits of a kabupaten or kota, without the dot: `3275`. */
export const RegencyCode = z
  .string()
  .regex(/^\d{4}$/)
  .brand<'RegencyCode'>()
export type RegencyCode = z.infer<typeof RegencyCode>

/** Six digits of a kecamatan, without dots: `327502`. */
export const DistrictCode = z
  .string()
  .regex(/^\d{6}$/)
  .brand<'DistrictCode'>()
export type DistrictCode = z.infer<typeof DistrictCode>

/** Ten digits of a kelurahan or desa, without dots. */
export const VillageCode = z
  .string()
  .regex(/^\d{10}$/)
  .brand<'VillageCode'>()
export type VillageCode = z.infer<typeof VillageCode>
