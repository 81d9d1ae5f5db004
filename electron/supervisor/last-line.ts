const KEPT_CHARACTERS = 4_096

/** Reads a stream to its end and returns how to ask for its last non-empty line. */
export function keepLastLine(stream: NodeJS.ReadableStream | null): () => string {
  let tail = ''
  stream?.setEncoding('utf8')
  // A process that was killed may leave its stream broken; its end is reported elsewhere.
  stream?.on('error', () => undefined)
  stream?.on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-KEPT_CHARACTERS)
  })
  return () => tail.trimEnd().split('\n').at(-1) ?? ''
}
