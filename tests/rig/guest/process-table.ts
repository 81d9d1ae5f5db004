import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4_096

/** The process whose command line names `script`, by the kernel's own table; null when there is none (or only a dead one). */
export function pidOf(script: string): number | null {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      if (line.some((argument) => argument.endsWith(script))) return Number(name)
    } catch {
      // It ended while the table was read.
    }
  }
  return null
}

/** Which hidraw devices a process holds open. */
export function openHidraws(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  const open: string[] = []
  try {
    for (const fd of readdirSync(folder)) {
      const target = readLink(`${folder}/${fd}`)
      if (target.startsWith('/dev/hidraw')) open.push(target)
    }
  } catch {
    // It ended.
  }
  return open
}

/** User and system time of all threads, in ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name may hold spaces: fields are counted behind its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND
}

export function residentMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return (pages * PAGE_BYTES) / 2 ** 20
}

/** Whose process it is: real, effective, saved and file-system user. */
export function usersOf(pid: number): number[] {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^Uid:\s+(.*)$/m)?.[1] ?? ''
  return line.split(/\s+/).map(Number)
}

/** Times that its threads went to sleep or were interrupted: what a process that polls cannot hide. */
export function wakeUps(pid: number): number {
  let sum = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const status = readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8')
    sum += Number(status.match(/^voluntary_ctxt_switches:\s+(\d+)$/m)?.[1] ?? 0)
  }
  return sum
}

function readLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
