import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Hospital } from '../../shared/domain/hospital.ts'
import { setHospital } from '../core/journal/change-settings.ts'
import { isKnownTimeZone } from '../core/setup/known-time-zone.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { actingAs } from './require-operator.ts'

/** `loket hospital set FILE.json`: which hospital this is, with its contracts and letterhead. */
export function register(program: Command, context: CliContext): void {
  group(program, 'hospital', 'the hospital that this desk belongs to')
    .command('set <file>')
    .description('set the hospital from a JSON file (its form: docs/hospital.md)')
    .action((file: string) => {
      const hospital = readHospital(file)
      return withCore(
        context,
        async (core) => {
          if (core.journal.demo)
            fail(
              'This data folder is a demo and stays one: name another folder with --data DIR for the real hospital.',
              1,
            )
          const outcome = setHospital(core.journal, hospital, await actingAs(context, core, 'configure'))
          if (outcome === 'disk-full' || outcome === 'busy') failUnwritten(outcome, 'nothing was changed')
          context.out(outcome === 'changed' ? `Set: ${hospital.name} (${hospital.code}).` : 'It was so already.')
        },
        { founds: true },
      )
    })
}

function readHospital(file: string): Hospital {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail(
      error instanceof SyntaxError
        ? 'The file is not JSON: check its commas and quotes.'
        : 'The file cannot be read: check the name and its permissions.',
      2,
    )
  }
  const parsed = Hospital.safeParse(json)
  if (parsed.success && isKnownTimeZone(parsed.data.timeZone)) return parsed.data
  if (parsed.success)
    return fail(
      'The file does not describe a hospital: timeZone: write a name such as Asia/Jakarta or Asia/Makassar.',
      2,
    )
  const [issue] = parsed.error.issues
  const place = issue?.path.length ? issue.path.join('.') : 'the whole file'
  return fail(`The file does not describe a hospital: ${place}: ${issue?.message ?? 'not valid'}.`, 2)
}
