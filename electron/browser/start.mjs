// Plain JavaScript that an old Node can read: it finds the right Node, then starts electron/build/launch.ts on it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { projectNode } from '../build/project-node.mjs'

const NEEDED_MAJOR = 24
const launcher = fileURLToPath(new URL('../build/launch.ts', import.meta.url))

// npm passes SIGTERM to a shell of its own, which dies without passing it on: then this process has another parent.
const parent = process.ppid
if (process.env.npm_lifecycle_event === 'start' && process.platform !== 'win32') {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) await import('../build/launch.ts')
else runOn(projectNode())

function runOn(node) {
  if (node === null) {
    process.stderr.write(
      `Loket Sehat needs Node ${NEEDED_MAJOR}, this is ${process.versions.node}: run "npm ci" in the project folder, which brings the right one.\n`,
    )
    process.exit(1)
  }
  // The channel tells the child when this process is gone, even when it was killed.
  const child = spawn(node, [launcher, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  // Ctrl C reaches the child by itself; the others come to this process alone.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
