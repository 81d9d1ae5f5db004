import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { apt, findProgram } from './debian.ts'

/** What QEMU boots. */
export type GuestImage = { kernel: string; initramfs: string; kernelVersion: string }

/** Out of a package of 400 MB, these parts; the rest of the drivers is never unpacked. */
const KERNEL_PARTS = [
  'drivers/hid/hid.ko*',
  'drivers/hid/uhid.ko*',
  'drivers/hid/hid-generic.ko*',
  'drivers/hid/usbhid/*',
  'drivers/usb/host/xhci*',
  'drivers/usb/core/*',
  'drivers/usb/common/*',
  'drivers/usb/gadget/*',
  'drivers/virtio/*',
  'drivers/char/hw_random/*',
  'drivers/input/evdev.ko*',
  'net/9p/*',
  'fs/9p/*',
  'fs/netfs/*',
  'fs/fscache/*',
  'fs/configfs/*',
]

const MODULES = (
  'hid uhid hid-generic usbhid xhci-pci xhci-hcd virtio_pci 9p 9pnet_virtio evdev ' +
  'dummy_hcd configfs libcomposite usb_f_hid virtio_rng'
).split(' ')

/** Of Node, and of node-hid's prebuilt binary. */
const LIBRARIES = (
  'ld-linux-x86-64.so.2 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libgcc_s.so.1 libstdc++.so.6 ' +
  'libudev.so.1 libusb-1.0.so.0'
).split(' ')
const LIBRARY_FOLDER = 'lib/x86_64-linux-gnu'

/** Builds kernel and initramfs from Debian's packages, once for each kernel and each change of this file. Throws what went wrong. */
export function buildGuestImage(kernelPackage: string, say: (line: string) => void): GuestImage {
  const kernelVersion = kernelPackage.replace('linux-image-', '')
  const cache =
    process.env['LOKET_RIG_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'loket-rig')
  const folder = join(cache, `${kernelVersion}-${recipe()}`)
  const image = { kernel: join(folder, 'kernel'), initramfs: join(folder, 'initramfs.cpio.zst'), kernelVersion }
  if (existsSync(image.kernel) && existsSync(image.initramfs)) return image
  mkdirSync(cache, { recursive: true })
  const startedAt = performance.now()
  const work = mkdtempSync(join(cache, 'building-'))
  try {
    const deb = fetchKernel(cache, kernelPackage)
    const unpacked = join(work, 'kernel-package')
    const root = join(work, 'root')
    const finished = join(work, 'image')
    for (const made of [unpacked, root, finished]) mkdirSync(made)
    unpackKernel(deb, unpacked, kernelVersion)
    bareKernel(join(unpacked, 'boot', `vmlinuz-${kernelVersion}`), join(finished, 'kernel'))
    fillRoot(root, unpacked, kernelVersion)
    pack(root, join(finished, 'initramfs.cpio.zst'))
    rmSync(folder, { recursive: true, force: true })
    renameSync(finished, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say(`Built the guest from ${kernelPackage} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
  return image
}

function recipe(): string {
  const hash = createHash('sha256')
  for (const file of ['guest-image.ts', 'init.sh']) hash.update(readFileSync(join(import.meta.dirname, file)))
  return hash.digest('hex').slice(0, 12)
}

function fetchKernel(cache: string, kernelPackage: string): string {
  const found = () => readdirSync(cache).find((name) => name.startsWith(`${kernelPackage}_`) && name.endsWith('.deb'))
  if (found() === undefined && !apt(['download', kernelPackage], { cwd: cache, timeoutMs: 300_000 }))
    throw new Error(`apt-get could not download ${kernelPackage}: try apt-get update.`)
  const name = found()
  if (name === undefined) throw new Error(`apt-get downloaded no ${kernelPackage}.`)
  return join(cache, name)
}

function unpackKernel(deb: string, into: string, version: string): void {
  const modules = `./lib/modules/${version}`
  const parts = [
    `./boot/vmlinuz-${version}`,
    `${modules}/modules.*`,
    ...KERNEL_PARTS.map((part) => `${modules}/kernel/${part}`),
  ]
  // The parts differ a little from kernel to kernel: tar says so with its exit code; what is needed is asked for by name later.
  run('bash', [
    '-c',
    'deb=$1; into=$2; shift 2; dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$into" --wildcards "$@" || true',
    'unpack',
    deb,
    into,
    ...parts,
  ])
  run(program('depmod'), ['-b', into, version])
}

/** The kernel without its own unpacking: that takes 8 s when the processor is emulated. One that is packed otherwise boots as it is. */
function bareKernel(packed: string, into: string): void {
  const bytes = readFileSync(packed)
  const start = bytes.indexOf(Buffer.from('fd377a585a00', 'hex'))
  // What follows the packed kernel is not xz's, so its exit code tells nothing.
  const { stdout } = spawnSync('xz', ['-dc', '--single-stream'], {
    input: bytes.subarray(Math.max(start, 0)),
    maxBuffer: 2 ** 28,
  })
  const isElf = start >= 0 && stdout.subarray(1, 4).toString('latin1') === 'ELF'
  writeFileSync(into, isElf ? stdout : bytes)
}

function fillRoot(root: string, unpacked: string, version: string): void {
  const folders = [
    'bin',
    'dev',
    'proc',
    'sys',
    'tmp',
    'run',
    'project',
    'out',
    'lib64',
    LIBRARY_FOLDER,
    `lib/modules/${version}`,
  ]
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'))
  for (const library of LIBRARIES) copyFileSync(join('/', LIBRARY_FOLDER, library), join(root, LIBRARY_FOLDER, library))
  symlinkSync(join('/', LIBRARY_FOLDER, 'ld-linux-x86-64.so.2'), join(root, 'lib64/ld-linux-x86-64.so.2'))
  const order = moduleFiles(unpacked, version).map((file) => {
    const inGuest = `/lib/modules/${version}/${basename(file).replace(/\.xz$/, '')}`
    if (file.endsWith('.xz')) writeFileSync(join(root, inGuest), run('xz', ['-dc', file]))
    else copyFileSync(file, join(root, inGuest))
    return inGuest
  })
  writeFileSync(join(root, 'lib/modules/order'), `${order.join('\n')}\n`)
  copyFileSync(join(import.meta.dirname, 'init.sh'), join(root, 'init'))
  for (const file of ['init', 'bin/busybox']) chmodSync(join(root, file), 0o755)
}

/** Each module behind those that it needs. One that is built into this kernel has no file. */
function moduleFiles(unpacked: string, version: string): string[] {
  const lines = MODULES.flatMap((module) =>
    run(program('modprobe'), ['-d', unpacked, '-S', version, '--show-depends', module]).toString('utf8').split('\n'),
  )
  return [...new Set(lines.flatMap((line) => line.match(/^insmod (\S+)/)?.[1] ?? []))]
}

/** The same bytes from the same files: sorted, no times, no owner. */
function pack(root: string, into: string): void {
  run('bash', [
    '-c',
    'set -euo pipefail; cd "$1"; find . -exec touch -h -d @0 {} +; find . -print0 | LC_ALL=C sort -z | ' +
      'cpio --null -o -H newc --quiet --reproducible --renumber-inodes -R 0:0 | zstd -q -T0 -3 -f -o "$2"',
    'pack',
    root,
    into,
  ])
}

function program(name: string): string {
  return findProgram(name) ?? name
}

function run(command: string, args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(command, args, { maxBuffer: 2 ** 28 })
  if (status !== 0)
    throw new Error(`${basename(command)} failed: ${stderr?.toString('utf8').trim().split('\n').at(-1) ?? ''}`)
  return stdout
}
