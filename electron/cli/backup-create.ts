import { resolve } from 'node:path'
import type { Command } from 'commander'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { FolderRefusal } from '../core/backup/agreed-folder.ts'
import { faultOfCreate, manifestLines } from './backup-sentences.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { actingAs } from './require-operator.ts'

/** `loket backup create DIR`: a proved backup, also while the desk works. */
export function register(program: Command, context: CliContext): void {
  group(program, 'backup', 'encrypted copies of the journal')
    .command('create')
    .description('make a backup in a folder and prove it by opening it')
    .argument('<dir>', 'folder on another disk; it must be there')
    .option('--json', 'print the outcome as JSON')
    .action((dir: string, { json }: { json?: boolean }) =>
      withCore(context, async (core) => {
        const actor = await actingAs(context, core, 'configure')
        const folder = resolve(dir)
        const refusal = await core.backups.folderRefusal(folder)
        if (refusal !== null) refuse(refusal)
        const created = await core.backups.createIn(folder, actor)
        if (json === true) context.out(JSON.stringify(created))
        if (created.kind === 'failed') {
          const { text, exitCode } = faultOfCreate(created.why)
          fail(text, exitCode)
        }
        if (json === true) return
        context.out(`${created.fileName}, ${created.bytes} bytes, read back and proved.`)
        for (const line of manifestLines(created.manifest)) context.out(line)
      }),
    )
}

function refuse(why: FolderRefusal): never {
  switch (why) {
    case 'missing':
      return fail(faultOfCreate('folder-missing').text, 2)
    case 'not-writable':
      return fail(faultOfCreate('not-writable').text, 2)
    case 'inside-data':
      return fail('That folder lies inside the data folder: what breaks one breaks both; name another disk.', 2)
    default:
      return unreachable(why)
  }
}
