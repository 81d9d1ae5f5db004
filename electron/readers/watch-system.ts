import { watch } from 'node:fs'

/** Hears from the system that something may have been plugged in or out. `works` is false once it cannot any more. */
export type SystemWatch = (onChange: () => void) => { works: () => boolean; stop: () => void }

/** On Linux the kernel makes and removes `/dev/hidraw*`, and udev changes who may open them. Elsewhere nothing is heard. */
export const watchSystem: SystemWatch = (onChange) =>
  process.platform === 'linux' ? watchDevices('/dev', onChange) : { works: () => false, stop: () => undefined }

/** Watches one folder of device files. */
export function watchDevices(folder: string, onChange: () => void): ReturnType<SystemWatch> {
  let works = true
  const fail = () => void (works = false)
  try {
    const watcher = watch(folder, (_, name) => {
      if (name === null || name.startsWith('hidraw')) onChange()
    })
    // A machine may have used up its watches; then the timers look more often.
    watcher.on('error', fail)
    return { works: () => works, stop: () => watcher.close() }
  } catch {
    return { works: () => false, stop: () => undefined }
  }
}
