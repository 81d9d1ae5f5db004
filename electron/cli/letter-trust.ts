import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import { openDataFolder } from '../core/data-folder.ts'
import { openTrustedKeys, trustedKeysDir } from '../core/letters/trusted-keys.ts'
import { fail, group, type CliContext } from './cli-context.ts'

const MAX_KEY_FILE_BYTES = 16_384

/** `loket letter trust`: from now on letters of that desk are recognised here. */
export function register(program: Command, context: CliContext): void {
  group(program, 'letter', 'guarantee letters')
    .command('trust <file>')
    .description('trust the letters of another desk, by its key file')
    .action((file: string) => {
      const text = keyFileText(file)
      const result = openTrustedKeys(trustedKeysDir(openDataFolder(context.dataFolder()).root)).add(text)
      if (result.kind === 'unreadable')
        fail('This is not a letter key, or it was changed: make it again with "loket letter key --json".', 2)
      const desk = `${result.key.desk} · ${result.key.hospitalName}, key ${result.key.keyId}`
      context.out(result.kind === 'trusted' ? `Trusted: ${desk}` : `Trusted already: ${desk}`)
    })
}

function keyFileText(file: string): string {
  try {
    return statSync(file).size > MAX_KEY_FILE_BYTES ? '' : readFileSync(file, 'utf8')
  } catch {
    return fail('The key file cannot be read: check the name and its permissions.', 2)
  }
}
