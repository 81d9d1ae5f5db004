/** The folder of `--data=DIR` or `--data DIR`; null without. Chromium's own switches stand on the same line, so the rest is not judged. */
export function dataFolderFrom(argv: readonly string[]): string | null {
  const inline = argv.find((argument) => argument.startsWith('--data='))
  if (inline !== undefined) return inline.slice('--data='.length) || null
  const index = argv.indexOf('--data')
  return (index >= 0 ? argv[index + 1] : undefined) ?? null
}

/** Whether a data folder that nobody has used becomes a demo at once. */
export function demoFrom(argv: readonly string[]): boolean {
  return argv.includes('--demo')
}
