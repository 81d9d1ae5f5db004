import { readFileSync } from 'node:fs'

/** The process id of the core that a shell has started; Linux only, where the kernel lists a process's children. */
export function corePid(shellPid: number): number {
  const children = readFileSync(`/proc/${shellPid}/task/${shellPid}/children`, 'utf8').trim().split(' ').map(Number)
  const core = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('core'))
  if (core === undefined) throw new Error('the shell has no core at the moment')
  return core
}
