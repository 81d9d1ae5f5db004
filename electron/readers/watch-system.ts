import { watch } from 'node:fs'
import { join } from 'node:path'

/**
 * Hears from the system that something may have been plugged in or out, and at which path a device was made or removed where it says so.
 * `works` is false once it cannot any more.
 */
export type SystemWatch = (onChange: (plugged?: string) => void) => { works: () => boolean; stop: () => void }

/** On Linux the kernel makes and removes `/dev/hidraw*`, and udev changes who may open them. Elsewhere nothing is heard. */
export const watchSystem: SystemWatch = (onChange) =>
  process.platform === 'linux' ? watchDevices('/dev', onChange) : { works: () => false, stop: () => undefined }

/** Watches one folder of device files. */
export function watchDevices(folder: string, onChange: (plugged?: string) => void): ReturnType<SystemWatch> {
  let works = true
  const fail = () => void (works = false)
  try {
    const watcher = watch(folder, (event, name) => {
      if (name === null) onChange()
      // Node calls it a rename when a file is made or removed; else its rights are others.
      else if (name.startsWith('hidraw')) onChange(event === 'rename' ? join(folder, name) : undefined)
    })
    // A machine may have used up its watches; then the timers look more often.
    watcher.on('error', fail)
    return { works: () => works, stop: () => watcher.close() }
  } catch {
    return { works: () => false, stop: () => undefined }
  }
}
