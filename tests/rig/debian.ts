import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** A thing that the rig needs, the file that shows it is there, and Debian's package that brings it. */
type Needed = { file: string; package: string }

const LIBRARIES = '/lib/x86_64-linux-gnu'

const NEEDED: readonly Needed[] = [
  { file: 'qemu-system-x86_64', package: 'qemu-system-x86' },
  { file: '/bin/busybox', package: 'busybox-static' },
  { file: 'cpio', package: 'cpio' },
  { file: 'zstd', package: 'zstd' },
  { file: 'xz', package: 'xz-utils' },
  { file: 'modprobe', package: 'kmod' },
  { file: `${LIBRARIES}/libudev.so.1`, package: 'libudev1' },
  { file: `${LIBRARIES}/libusb-1.0.so.0`, package: 'libusb-1.0-0' },
]

const KERNEL = 'linux-image-amd64'
const ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }

export type Ready = { kind: 'ready'; kernelPackage: string } | { kind: 'missing'; sentences: string[] }

/** Whether the rig can be built here. With `install`, as root, what is missing is installed first. */
export function requireDebian(install: boolean, say: (line: string) => void): Ready {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync('/usr/bin/apt-get'))
    return { kind: 'missing', sentences: ['The rig runs on Debian for amd64: it takes its kernel from there.'] }
  if (install && (missing().length > 0 || kernelPackage() === null)) installMissing(say)
  const kernel = kernelPackage()
  const sentences = missing().map((needed) => `The rig needs ${needed.file}: apt-get install ${needed.package}.`)
  if (kernel === null) sentences.push(`The rig needs to know the package ${KERNEL}: apt-get update.`)
  return sentences.length > 0 || kernel === null
    ? { kind: 'missing', sentences }
    : { kind: 'ready', kernelPackage: kernel }
}

/** As root, or not at all: nobody is asked for a password by a test. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0
}

/** Where programs of an administrator are too: the search path of an ordinary user often lacks them. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin']
  return (
    folders
      .filter(isAbsolute)
      .map((folder) => join(folder, name))
      .find((file) => existsSync(file)) ?? null
  )
}

/** Runs apt; true when it ended well. */
export function apt(args: string[], { cwd, timeoutMs }: { cwd?: string; timeoutMs: number }): boolean {
  const { status } = spawnSync('/usr/bin/apt-get', ['-q', ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
    env: ENVIRONMENT,
  })
  return status === 0
}

function missing(): Needed[] {
  return NEEDED.filter(({ file }) => (isAbsolute(file) ? !existsSync(file) : findProgram(file) === null))
}

function installMissing(say: (line: string) => void): void {
  if (!mayInstall()) return
  const packages = missing().map((needed) => needed.package)
  say(`Installing ${[...packages, 'the list of kernels'].join(', ')} with apt.`)
  apt(['update'], { timeoutMs: 180_000 })
  if (packages.length > 0) apt(['install', '-y', '--no-install-recommends', ...packages], { timeoutMs: 600_000 })
}

/** The newest kernel's own package: `linux-image-amd64` only names it. */
function kernelPackage(): string | null {
  const { stdout } = spawnSync('/usr/bin/apt-cache', ['depends', KERNEL], { encoding: 'utf8', env: ENVIRONMENT })
  return stdout?.match(/^\s*Depends: (linux-image-\S+)$/m)?.[1] ?? null
}
