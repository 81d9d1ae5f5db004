// Plain JavaScript that any Node since 14 can read: it must be able to say what is wrong.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'

const NEEDED_MAJOR = 24

/**
 * Makes sure that this process runs on Node 24: returns when it does; otherwise runs the same command line on the Node that the project brings
 * as a dependency, and ends with that one's exit code.
 * @param {string} script absolute path of the script to run again
 * @param {string[]} args its arguments
 */
export function runOnProjectNode(script, args) {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return
  const node = projectNode()
  if (node === null || process.env.LOKET_NODE_TRIED) {
    process.stderr.write(
      `Loket Sehat needs Node ${NEEDED_MAJOR}, this is ${process.versions.node}: run "npm ci" in the project folder, which brings the right one.\n`,
    )
    process.exit(1)
  }
  const { status, signal } = spawnSync(node, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, LOKET_NODE_TRIED: '1' },
  })
  process.exit(status ?? 128 + (signal ? constants.signals[signal] : 0))
}

/** Path of the project's own Node binary, or null when its package is not installed for this platform. */
export function projectNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}
