// What an operating system's loader and libraries need. Everything else of the shell's, secrets and inspector flags among it, stays here.
const PASSED_ON = new Set([
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  // Windows starts no program without these.
  'SystemRoot',
  'SYSTEMROOT',
  'windir',
  'TEMP',
  'TMP',
])

/** The environment of the readers process. */
export function readersEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passedOn = Object.entries(own).filter(([name]) => PASSED_ON.has(name))
  // Opening and closing a device waits in the pool, and one that hangs keeps its thread: a few more than readers.
  return { ...Object.fromEntries(passedOn), UV_THREADPOOL_SIZE: '8' }
}
