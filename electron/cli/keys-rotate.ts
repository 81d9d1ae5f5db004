import type { Command } from 'commander'
import { systemClock } from '../core/clock.ts'
import { openDataFolder } from '../core/data-folder.ts'
import { rotateNow } from '../core/keys/rotate-now.ts'
import type { Rotated } from '../core/keys/rotation.ts'
import { programVersion } from '../core/program-version.ts'
import { silentLog } from '../core/server/log.ts'
import { lockDataFolder, type Running } from '../supervisor/instance-lock.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { hasDesk, NO_DESK } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { machineAdministrator } from './machine-administrator.ts'

/** `loket keys rotate`: new keys for the journal, every roster and the backups to come. Needs the data folder to itself. */
export function register(program: Command, context: CliContext): void {
  group(program, 'keys', 'the keys of the databases and backups')
    .command('rotate')
    .description('give both databases and the backups to come new keys; the desk must be stopped')
    .action(() => rotate(context))
}

async function rotate(context: CliContext): Promise<void> {
  const root = context.dataFolder()
  if (!hasDesk(root)) fail(NO_DESK, 2)
  if (context.operator() !== null) return fail(MACHINE_ONLY, 2)
  const folder = openDataFolder(root)
  const describe = (): Running => ({ pid: process.pid, shell: 'browser', url: null })
  const lock = await lockDataFolder({ dataFolder: root, describe, onShow: () => undefined }, { show: false })
  if (lock.kind === 'taken') return fail(DESK_RUNS, 1)
  try {
    const deps = { folder, clock: systemClock, log: silentLog, programVersion: programVersion() }
    const outcome = rotateNow(deps, machineAdministrator())
    if (outcome.kind === 'in-use') return fail(IN_USE, 1)
    if (outcome.kind === 'disk-full') return failUnwritten('disk-full', 'the keys are as they were')
    for (const line of linesOf(outcome)) context.out(line)
  } finally {
    await lock.release()
  }
}

function linesOf({ journalSeconds, rosters, unreadableRosters }: Rotated): string[] {
  return [
    ...(journalSeconds === null ? [] : [`The journal has a new key (${journalSeconds} s).`]),
    ...rosters.map(({ version, seconds }) => `Roster ${version} has a new key (${seconds} s).`),
    ...unreadableRosters.map(
      (version) =>
        `Roster ${version} is damaged and was left as it is: import it again with "loket roster import FILE.csv".`,
    ),
    'Print a new recovery kit now with "loket keys kit FILE.pdf"; keep the former one for the backups made until now.',
  ]
}

const MACHINE_ONLY =
  'New keys are given by the administrator of the machine: leave --operator and LOKET_OPERATOR away; nothing was changed.'
const DESK_RUNS =
  'The desk is running on this data folder: stop it first, or change the keys on its screen; nothing was changed.'
const IN_USE =
  'Another command is using this data folder: wait until it has ended, then try again; nothing was changed.'
