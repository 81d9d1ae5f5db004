import { ensureBuild } from '../../electron/build/ensure-build.ts'

/** Both test runners call this once: what is tested as a program is built from the sources that are tested. */
export default function built(): void {
  const result = ensureBuild()
  if (result.kind === 'failed') throw new Error(`The program could not be built:\n${result.output}`)
}
