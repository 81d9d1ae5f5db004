/**
 * Runs `work` and yields what it reports as it comes, then its outcome. It goes on when nobody listens any more. @throws what `work` throws
 */
export async function* eventsOfRun<Step, Outcome>(
  work: (report: (step: Step) => void) => Promise<Outcome>,
): AsyncGenerator<Step | Outcome, void, void> {
  const waiting: { event: Step | Outcome; isLast: boolean }[] = []
  let wake = () => {}
  const push = (event: Step | Outcome, isLast: boolean) => {
    waiting.push({ event, isLast })
    wake()
  }
  const running = work((step) => push(step, false)).then((outcome) => push(outcome, true))
  // A failure is thrown to the listener below, also when it comes while nobody waits.
  running.catch(() => wake())
  for (;;) {
    const next = waiting.shift()
    if (next === undefined) await Promise.race([running, new Promise<void>((resolve) => (wake = resolve))])
    else {
      yield next.event
      if (next.isLast) return
    }
  }
}
