import { resolve } from 'node:path'
import type { Command } from 'commander'
import { serveFeed } from '../publisher/serve-feed.ts'
import { fail, type CliContext } from './cli-context.ts'
import { feedGroup } from './feed-group.ts'

/** `loket feed serve DIR --port N`: the repository over HTTP until Ctrl+C. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('serve')
    .description('publisher: serve a feed over plain HTTP, for trying it out on this machine')
    .argument('<dir>', 'folder of the feed')
    .requiredOption('--port <n>', 'port; 0 takes one that is free')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (dir: string, { port, host }: { port: string; host: string }) => {
      const outcome = await serveFeed(resolve(dir), { host, port: portOption(port) })
      if (outcome.kind === 'refused') return fail(SENTENCES[outcome.why], outcome.why === 'port-taken' ? 1 : 2)
      const { server } = outcome
      context.out(`Serving ${server.url} until Ctrl+C.`)
      await new Promise<void>((ended) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended())
      })
      await server.close()
    })
}

const SENTENCES = {
  'not-a-feed': 'There is no feed in this folder: check its name, or make one with "loket feed init".',
  'port-taken': 'This port is taken or not allowed: choose another with --port, or 0 for any that is free.',
  'no-such-host': 'This machine has no such address: leave --host out, or name one that it has.',
}

function portOption(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : fail('Write a port from 0 to 65535 after --port.', 2)
}
