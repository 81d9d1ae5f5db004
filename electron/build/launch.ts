/** Builds when needed, chooses the shell and runs it: what `npm start` does on Node 24. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HELP, parseArguments, type Options } from '../browser/arguments.ts'
import { chooseShell, type ShellChoice } from './choose-shell.ts'
import { ensureBuild } from './ensure-build.ts'

const ROOT = join(import.meta.dirname, '..', '..')

const parsed = parseArguments(process.argv.slice(2))
switch (parsed.kind) {
  case 'help':
    console.log(HELP)
    break
  case 'wrong':
    console.error(parsed.sentence)
    process.exitCode = 2
    break
  case 'run':
    await run(parsed.options)
}

async function run(options: Options): Promise<void> {
  const built = ensureBuild()
  if (built.kind === 'failed') {
    console.error(`${built.output}\nThe program could not be built; the lines above say where.`)
    process.exitCode = 1
    return
  }
  if (built.kind === 'built') console.log(`Built in ${(built.ms / 1000).toFixed(1)} s.`)
  const choice = chooseShell({
    root: ROOT,
    platform: process.platform,
    env: process.env,
    exists: existsSync,
    browserOnly: options.browserOnly,
  })
  console.log(choice.sentence)
  if (choice.kind === 'browser') await import(pathToFileURL(join(ROOT, 'out', 'main', 'browser.js')).href)
  else runElectron(choice, options)
}

function runElectron({ binary }: Extract<ShellChoice, { kind: 'electron' }>, { dataFolder, demo }: Options): void {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const args = [
    ROOT,
    ...(dataFolder === null ? [] : [`--data=${dataFolder}`]),
    ...(demo ? ['--demo'] : []),
    ...(asRoot ? ['--no-sandbox'] : []),
  ]
  const child = spawn(binary, args, { stdio: 'inherit' })
  child.on('error', () => {
    console.error(`Electron at ${binary} could not be started.`)
    process.exitCode = 1
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void child.kill(signal))
  if (process.send !== undefined) process.on('disconnect', () => void child.kill('SIGTERM'))
}
