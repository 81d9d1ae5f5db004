import type { Command } from 'commander'
import type { ReadersMachine } from './readers-machine.ts'

/** What every command gets. `dataFolder` and `operator` are read when the command runs. */
export type CliContext = {
  dataFolder(): string
  /** Who was named with `--operator` or LOKET_OPERATOR. */
  operator(): string | null
  /** Real, except where a test says what is plugged in. */
  machine: ReadersMachine
  out(line: string): void
  err(line: string): void
}

/** A command is one file that exports `register`. Its action opens the core with `withCore` (see `cli-core.ts`) and throws `CliFailure`. */
export type Register = (program: Command, context: CliContext) => void

/** Ends the command: `message` is one sentence that says what to do, without personal data. 2: the input is bad. 1: it failed. */
export class CliFailure extends Error {
  readonly exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2) {
    super(message)
    this.exitCode = exitCode
  }
}

export function fail(message: string, exitCode: 1 | 2): never {
  throw new CliFailure(message, exitCode)
}

/** The sub-command group `name` of `program`, made on first use: several files may add to it. */
export function group(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description)
}
