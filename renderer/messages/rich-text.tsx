/** A run of text, some of it bold. */
export type RichText = readonly { text: string; strong?: boolean }[]

export function Rich({ runs }: { runs: RichText }) {
  return runs.map(({ text, strong }) => (strong ? <b key={text}>{text}</b> : <span key={text}>{text}</span>))
}
