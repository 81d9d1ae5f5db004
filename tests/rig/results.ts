/** One assertion of the rig. */
export type Outcome = { name: string; passed: boolean; detail: string }

/** What the guest leaves on the disk. */
export type RigResults = {
  outcomes: Outcome[]
  /** One line each, for people. */
  figures: string[]
  /** The same as numbers. */
  measured: Record<string, number>
  cpus: number
  kernel: string
}

/** What the host leaves for the guest, in the same folder. */
export const HOST_FILE = 'host.json'
export type HostFacts = {
  /** Processor time of one echo on this machine; the same in the guest says how much slower the guest is. */
  echoMs: number
  /** No hardware help: everything in the guest takes many times as long. */
  emulated: boolean
}
