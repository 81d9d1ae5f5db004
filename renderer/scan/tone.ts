const HERTZ = 1_760
const SECONDS = 0.12
const LOUDNESS = 0.12
/** Without a rise and a fall, a tone begins and ends with a click. */
const EDGE_SECONDS = 0.012

let output: AudioContext | null = null

/** One short tone: a card was read. A page that may not sound yet, because nobody has touched it, stays silent. */
export function playTone(): void {
  output ??= new AudioContext()
  const now = output
  void now.resume().then(
    () => sound(now),
    () => undefined,
  )
}

function sound(context: AudioContext): void {
  const start = context.currentTime
  const tone = new OscillatorNode(context, { type: 'sine', frequency: HERTZ })
  const loudness = new GainNode(context, { gain: 0 })
  loudness.gain.setValueAtTime(0, start)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + EDGE_SECONDS)
  loudness.gain.setValueAtTime(LOUDNESS, start + SECONDS - EDGE_SECONDS)
  loudness.gain.linearRampToValueAtTime(0, start + SECONDS)
  tone.connect(loudness).connect(context.destination)
  tone.start(start)
  tone.stop(start + SECONDS)
}
