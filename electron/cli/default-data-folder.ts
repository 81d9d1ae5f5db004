import envPaths from 'env-paths'

/** The platform's application data folder, e.g. `~/.local/share/loket-sehat`. */
export function defaultDataFolder(): string {
  return envPaths('loket-sehat', { suffix: '' }).data
}
