import type { Fate } from './scan-hub.ts'

/** Short, so that it never plays into the next one; a refusal is lower and longer. */
const TONES: Record<Fate, { hertz: number; seconds: number }> = {
  used: { hertz: 1_320, seconds: 0.07 },
  unused: { hertz: 330, seconds: 0.22 },
}
const LOUDNESS = 0.12
/** Without it a tone begins and ends with a crack. */
const FADE_SECONDS = 0.01

let context: AudioContext | null = null

/** Whoever works here has touched the page to sign in, so the browser lets it sound; where it does not, the words on the screen remain. */
export function playTone(fate: Fate = 'used'): void {
  context ??= new AudioContext()
  if (context.state === 'suspended') context.resume().catch(() => undefined)
  const { hertz, seconds } = TONES[fate]
  const { currentTime, destination } = context
  const tone = context.createOscillator()
  const loudness = context.createGain()
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0, currentTime)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, currentTime + FADE_SECONDS)
  loudness.gain.setValueAtTime(LOUDNESS, currentTime + seconds)
  loudness.gain.linearRampToValueAtTime(0, currentTime + seconds + FADE_SECONDS)
  tone.connect(loudness).connect(destination)
  tone.start(currentTime)
  tone.stop(currentTime + seconds + FADE_SECONDS)
}
