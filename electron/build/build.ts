/** `npm run build`: builds `out/` when its sources changed. */
import { ensureBuild } from './ensure-build.ts'

const built = ensureBuild()
switch (built.kind) {
  case 'fresh':
    console.log('out/ is built from these sources already.')
    break
  case 'built':
    console.log(`Built out/ in ${(built.ms / 1000).toFixed(1)} s.`)
    break
  case 'failed':
    console.error(built.output)
    process.exitCode = 1
}
