import { parseArgs } from 'node:util'

export type Options = {
  /** 0: any free port. */
  port: number
  open: boolean
  /** Null: the platform's application data folder. */
  dataFolder: string | null
  /** A data folder that nobody has used becomes a demo at once. */
  demo: boolean
  /** A port or `--no-open` was asked for: only the browser shell has these. */
  browserOnly: boolean
}

export type Arguments = { kind: 'run'; options: Options } | { kind: 'help' } | { kind: 'wrong'; sentence: string }

/** Registered by nobody; the same each time, so that the page keeps its origin. */
const DEFAULT_PORT = 4173

export const HELP = `Loket Sehat: hospital admission desk

  npm start -- [options]

  --port PORT   serve the page on this port of 127.0.0.1 (default ${DEFAULT_PORT}; 0: any free one)
  --no-open     open no window: print the address only
  --data DIR    data folder (default: the platform's application data folder)
  --demo        a data folder that nobody has used becomes a demo at once
  --help        this text

Electron's window is used when Electron's binary and a display are there, and neither --port nor --no-open is given.
LOKET_BROWSER names the browser to open otherwise.
`

/** Reads the command line; a flag that is not known is refused with a sentence that names it. */
export function parseArguments(argv: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        data: { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) return { kind: 'help' }
    const port = values.port === undefined ? DEFAULT_PORT : portOf(values.port)
    if (port === null) return { kind: 'wrong', sentence: '--port takes a number from 0 to 65535.' }
    if (values.data === '') return { kind: 'wrong', sentence: '--data takes the path of a folder.' }
    const open = values['no-open'] !== true
    return {
      kind: 'run',
      options: {
        port,
        open,
        dataFolder: values.data ?? null,
        demo: values.demo === true,
        browserOnly: values.port !== undefined || !open,
      },
    }
  } catch (error) {
    return { kind: 'wrong', sentence: wrongSentence(error) }
  }
}

function portOf(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null
}

function wrongSentence(error: unknown): string {
  const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : ''
  return `${message.replace(/\.$/, '')}; --help lists the options.`
}
