import { client } from '../api.ts'

const ASK_EVERY_MS = 250
const LIMIT_MS = 60_000

/** After founding the core may start anew on the new desk: waits until it says that operators can sign in. */
export async function waitUntilReady(): Promise<boolean> {
  const end = performance.now() + LIMIT_MS
  while (performance.now() < end) {
    const state = await client.setup.state().catch(() => null)
    // The desk itself answers only on the connection that follows; before it `info` is not there.
    if (state?.stage === 'ready' && (await client.session.info().catch(() => null))) return true
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  return false
}
