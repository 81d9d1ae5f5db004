import type { Command } from 'commander'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'

/** `loket letter key`: this desk's public key, for the desks that shall check its letters. */
export function register(program: Command, context: CliContext): void {
  group(program, 'letter', 'guarantee letters')
    .command('key')
    .description('show the public key of this desk, to be trusted by others')
    .option('--json', 'as the key file for "loket letter trust"')
    .action(async (options: { json?: boolean }) => {
      const key = await withCore(context, (core) => core.letters.key())
      if (key === null) fail('Set the hospital first, with "loket hospital set FILE.json".', 1)
      if (options.json === true) return context.out(JSON.stringify(key, null, 2))
      context.out(`Desk        ${key.desk} · ${key.hospitalName} (${key.hospitalCode})`)
      context.out(`Key id      ${key.keyId}`)
      context.out(`Public key  ${key.publicKey}`)
      context.out('For another desk: loket letter key --json > key.json, and there: loket letter trust key.json')
    })
}
