/**
 * Preloaded into the program by `NODE_OPTIONS=--import` where a picture must show the same day every time: the computer's clock starts at
 * LOKET_CLOCK_AT (ISO instant) and runs on from there.
 */
const start = Date.parse(process.env['LOKET_CLOCK_AT'] ?? '')
if (Number.isNaN(start)) throw new Error('LOKET_CLOCK_AT is not an instant')

const RealDate = Date
const startedAt = performance.now()
const now = () => start + Math.round(performance.now() - startedAt)

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
