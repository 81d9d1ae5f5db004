import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOST_FILE, type HostFacts } from '../results.ts'

/** What the host has measured of itself before it started this guest. */
export function hostFacts(): HostFacts {
  return JSON.parse(readFileSync(join('/out', HOST_FILE), 'utf8')) as HostFacts
}
