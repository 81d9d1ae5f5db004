import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const OUT = join(ROOT, 'out')
const STAMP = join(OUT, 'stamp')
const BUILT_FROM = ['electron', 'renderer', 'shared']
const BUILT_BY = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']

export type Built = { kind: 'fresh' } | { kind: 'built'; ms: number } | { kind: 'failed'; output: string }

/** Builds `out/` unless it was built from exactly these sources: compared by content, so a checkout or a copy does not confuse it. */
export function ensureBuild(): Built {
  const stamp = sourcesStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return { kind: 'fresh' }
  const startedAt = performance.now()
  const aside = join(ROOT, `out.${process.pid}`)
  const electronVite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [electronVite, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', LOKET_OUT: aside },
  })
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true })
    return { kind: 'failed', output: `${stdout}${stderr}` }
  }
  writeFileSync(join(aside, 'stamp'), stamp)
  replaceOut(aside)
  return { kind: 'built', ms: Math.round(performance.now() - startedAt) }
}

/** Puts a finished build in place of the last one: a program that starts meanwhile finds one or the other, whole. */
function replaceOut(aside: string): void {
  const old = `${aside}.old`
  if (existsSync(OUT)) renameSync(OUT, old)
  renameSync(aside, OUT)
  rmSync(old, { recursive: true, force: true })
}

function sourcesStamp(): string {
  const hash = createHash('sha256')
  const files = BUILT_FROM.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...files.toSorted(), ...BUILT_BY.map((name) => join(ROOT, name))]) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
