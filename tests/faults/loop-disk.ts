import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small file system of its own, which may be filled up or lose its power. Root on Linux only. */
export type LoopDisk = {
  mountPoint: string
  /** Syncs everything: what a test laid out stays. */
  settle(): void
  /**
   * Drops everything that was not synced, as when the plug is pulled; the file system then only gives errors. Returns the moment, on the
   * clock of `process.hrtime.bigint()`: what a writer says after it does not count:
   * a sync that was under way then was seen to be answered as done, with its data gone.
   */
  cutPower(): bigint
  /** Back with what was on the disk. */
  remount(): void
  remove(): void
}

// xfstests' way: EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH.
const SHUTDOWN = `
import fcntl, os, struct, sys, time
fd = os.open(sys.argv[1], os.O_RDONLY)
print(time.monotonic_ns(), flush=True)
fcntl.ioctl(fd, 0x8004587D, struct.pack('I', 2))
`

/** Null where loop disks can be made; else the reason why not, for the report. */
export function whyNoLoopDisk(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root'
  for (const tool of ['mkfs.ext4', 'mount', 'umount', 'python3'])
    if (spawnSync('which', [tool]).status !== 0) return `needs ${tool}`
  let disk: LoopDisk
  try {
    disk = loopDisk(8)
  } catch {
    return 'loop devices cannot be mounted here'
  }
  try {
    disk.cutPower()
    return null
  } catch {
    return 'the file system has no shutdown ioctl here'
  } finally {
    disk.remove()
  }
}

export function loopDisk(megabytes: number): LoopDisk {
  const root = mkdtempSync(join(tmpdir(), 'loket-disk-'))
  const image = join(root, 'image')
  const mountPoint = join(root, 'disk')
  try {
    run('mkdir', [mountPoint])
    writeFileSync(image, '')
    run('truncate', ['-s', `${megabytes}M`, image])
    // Blocks as real disks have them. A small image would get 1 KiB, less than a page: SQLite reserves one byte of each page that it maps, and a
    // process that writes to the rest of one on a full disk is ended by the system.
    run('mkfs.ext4', ['-q', '-F', '-b', '4096', image])
    mount()
  } catch (error) {
    rmSync(root, { recursive: true, force: true })
    throw error
  }
  function mount() {
    run('mount', ['-o', 'loop', image, mountPoint])
  }
  return {
    mountPoint,
    settle: () => run('sync', ['-f', mountPoint]),
    cutPower: () => BigInt(run('python3', ['-c', SHUTDOWN, mountPoint]).trim()),
    remount() {
      run('umount', [mountPoint])
      mount()
    },
    remove() {
      spawnSync('umount', [mountPoint])
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
