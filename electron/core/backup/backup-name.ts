import type { IsoInstant } from '../../../shared/domain/dates.ts'

/** `loket-<hospital code>-<desk>-<YYYYMMDDTHHMMSSZ>-<8 of the device>.lsbackup`; `.partial` after it until it is proved. */
const BACKUP_EXTENSION = '.lsbackup'

const NAME = /^loket-[A-Z0-9-]+-(?<stamp>\d{8}T\d{6}Z)-(?<device>[0-9a-f]{8})\.lsbackup(?<partial>\.partial)?$/

export type BackupName = { hospitalCode: string | null; deskCode: string; device: string; at: IsoInstant }

export function backupName({ hospitalCode, deskCode, device, at }: BackupName): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  return `loket-${hospitalCode ?? 'X'}-${deskCode}-${stamp}-${deviceMark(device)}${BACKUP_EXTENSION}`
}

/** The first digits of a UUIDv7 are its time, which two desks may share; the last are chance. */
export function deviceMark(device: string): string {
  return device.slice(-8)
}

/** Null for a file that is no backup of this device. */
export function ownBackup(fileName: string, device: string): { stamp: string; isPartial: boolean } | null {
  const groups = NAME.exec(fileName)?.groups
  if (groups?.['device'] !== deviceMark(device)) return null
  return { stamp: groups['stamp'] ?? '', isPartial: groups['partial'] !== undefined }
}
