import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { UDEV_RULE_PATH } from '../../shared/texts/udev-rule.ts'
import type { ReadersChild } from '../supervisor/child.ts'
import { forkReaders } from '../supervisor/fork-readers.ts'

/** What the commands about readers reach outside the data folder. */
export type ReadersMachine = {
  /** The very process that a desk has beside its core. */
  startReaders(): ReadersChild
  rulePath: string
  /** Whether this is a system with udev; asked of the system, not of the rule's folder. */
  hasUdev: boolean
  mayWriteRule(): boolean
  /** Has udev read its rules again and use them for what is plugged in. False: it could not be told. */
  reloadUdev(): boolean
}

const ENTRY = fileURLToPath(new URL('../readers/process.ts', import.meta.url))
const UDEVADM_MS = 15_000

export const THIS_MACHINE: ReadersMachine = {
  startReaders: () => forkReaders(ENTRY, { inheritStderr: false }),
  rulePath: UDEV_RULE_PATH,
  hasUdev: process.platform === 'linux',
  mayWriteRule: () => process.getuid?.() === 0,
  reloadUdev: () =>
    udevadm('control', '--reload') && udevadm('trigger', '--subsystem-match=hidraw') && udevadm('settle'),
}

function udevadm(...words: string[]): boolean {
  return spawnSync('udevadm', words, { stdio: 'ignore', timeout: UDEVADM_MS }).status === 0
}
