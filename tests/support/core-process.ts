import { readFileSync } from 'node:fs'

/** The process id of the core that a shell has started, 0 while there is none; Linux only, where the kernel lists a process's children. */
export function corePid(shellPid: number): number {
  const children = readFileSync(`/proc/${shellPid}/task/${shellPid}/children`, 'utf8').trim().split(' ').map(Number)
  return children.find((pid) => pid > 0 && commandLine(pid).includes('core')) ?? 0
}

// Empty for a process that has ended meanwhile.
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
