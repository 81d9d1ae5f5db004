import { spawn } from 'node:child_process'
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { typeOnKeyboard } from './qmp-keyboard.ts'
import { TYPE_REQUEST } from './guest/console.ts'
import type { GuestImage } from './guest-image.ts'

export type Accelerator = 'kvm' | 'tcg'

export type GuestOrder = {
  image: GuestImage
  accelerator: Accelerator
  /** Mounted read-only as /project. */
  project: string
  /** Inside the project. */
  node: string
  program: string
  /** Mounted as /out; the guest's results are there when it is over. */
  results: string
  cpus: number
  limitMs: number
  /** Each line of the guest's console. */
  onLine: (line: string) => void
}

/** `dead`: the guest never came as far as the program, as where KVM can be opened but does not work. */
export type GuestEnd = { kind: 'ended'; code: number } | { kind: 'dead' } | { kind: 'too-long' }

const BOOTED = 'RIG-BOOTED'
const BOOT_LIMIT_MS: Record<Accelerator, number> = { kvm: 10_000, tcg: 90_000 }

/** Hardware help where it is and this user may have it. A virtual machine may show /dev/kvm while its processor cannot do it. */
export function accelerator(): Accelerator {
  try {
    if (!/\b(?:vmx|svm)\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))) return 'tcg'
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK)
    closeSync(openSync('/dev/kvm', 'r+'))
    return 'kvm'
  } catch {
    return 'tcg'
  }
}

/** Boots the guest, passes its console on, types on its USB keyboard when it asks, and waits until it is over. */
export function runGuest(order: GuestOrder): Promise<GuestEnd> {
  const { promise, resolve } = Promise.withResolvers<GuestEnd>()
  const qmp = join(order.results, 'qmp.sock')
  const qemu = spawn('qemu-system-x86_64', qemuArguments(order, qmp), { stdio: ['ignore', 'pipe', 'pipe'] })
  let booted = false
  let overdue = false
  const end = () => {
    overdue = true
    qemu.kill('SIGKILL')
  }
  const limit = setTimeout(end, order.limitMs)
  const bootLimit = setTimeout(() => booted || qemu.kill('SIGKILL'), BOOT_LIMIT_MS[order.accelerator])
  qemu.stderr.setEncoding('utf8').on('data', (text: string) => order.onLine(`qemu: ${text.trim()}`))
  createInterface({ input: qemu.stdout }).on('line', (raw) => {
    const line = raw.replaceAll('\r', '')
    booted ||= line.startsWith(BOOTED)
    if (line.startsWith(TYPE_REQUEST)) void typeOnKeyboard(qmp, line.slice(TYPE_REQUEST.length).trim())
    else order.onLine(line)
  })
  qemu.on('error', () => resolve({ kind: 'dead' }))
  qemu.on('close', () => {
    clearTimeout(limit)
    clearTimeout(bootLimit)
    const code = join(order.results, 'exit-code')
    if (existsSync(code)) resolve({ kind: 'ended', code: Number(readFileSync(code, 'utf8')) })
    else resolve({ kind: overdue || booted ? 'too-long' : 'dead' })
  })
  return promise
}

function qemuArguments(order: GuestOrder, qmp: string): string[] {
  const { image, project, results } = order
  const [accel, cpu] =
    order.accelerator === 'kvm'
      ? (['kvm', 'host,-arch-capabilities'] as const)
      : (['tcg,thread=multi', 'Nehalem'] as const)
  const kernelLine = [
    'console=ttyS0 quiet nokaslr panic=-1 mitigations=off random.trust_cpu=on',
    order.accelerator === 'tcg' ? 'tsc=unstable' : '',
    `rig.node=${order.node} rig.program=${order.program}`,
  ].join(' ')
  const named: [option: string, value: string][] = [
    ['-display', 'none'],
    ['-M', 'pc'],
    ['-m', '1024'],
    ['-smp', String(order.cpus)],
    ['-accel', accel],
    ['-cpu', cpu],
    ['-kernel', image.kernel],
    ['-initrd', image.initramfs],
    ['-append', kernelLine],
    ['-serial', 'stdio'],
    ['-qmp', `unix:${qmp},server=on,wait=off`],
    ['-device', 'qemu-xhci'],
    ['-device', 'usb-kbd'],
    ['-device', 'virtio-rng-pci'],
    ['-fsdev', `local,id=project,path=${project},security_model=none,readonly=on,multidevs=remap`],
    ['-device', 'virtio-9p-pci,fsdev=project,mount_tag=project'],
    ['-fsdev', `local,id=out,path=${results},security_model=none`],
    ['-device', 'virtio-9p-pci,fsdev=out,mount_tag=out'],
  ]
  return ['-nodefaults', '-no-user-config', '-no-reboot', ...named.flat()]
}
