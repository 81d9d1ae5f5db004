import { chmodSync, chownSync, readdirSync, statSync, watch, type FSWatcher } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const UDEV_TAKES_MS = 15

/**
 * What udev does: the kernel makes a device node that only root may open, and moments later it gets its rights. Keyboards and mice get them
 * too, so that nothing but the rules of the readers process keeps it away from them.
 */
export class DeviceRights {
  private readonly group: number
  private readonly watcher: FSWatcher
  private holding = false

  constructor(group: number) {
    this.group = group
    this.watcher = watch('/dev', (_, name) => {
      if (name?.startsWith('hidraw') === true) void this.later(`/dev/${name}`)
    })
    this.watcher.on('error', () => undefined)
    for (const name of readdirSync('/dev')) if (name.startsWith('hidraw')) this.give(`/dev/${name}`)
  }

  /** No rule is installed: new devices stay root's. */
  hold(): void {
    this.holding = true
  }

  resume(): void {
    this.holding = false
  }

  give(path: string): void {
    try {
      chownSync(path, 0, this.group)
      chmodSync(path, 0o660)
    } catch {
      // Unplugged meanwhile.
    }
  }

  stop(): void {
    this.watcher.close()
  }

  private async later(path: string): Promise<void> {
    if (this.holding || !isRootsOnly(path)) return
    await delay(UDEV_TAKES_MS)
    if (!this.holding) this.give(path)
  }
}

/** As the kernel makes it. Changing the rights is an event of its own, and unplugging another: neither needs an answer. */
function isRootsOnly(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && (stat.mode & 0o060) === 0
}
