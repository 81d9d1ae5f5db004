/** A run of text, some of it bold; `digits` are a NIK or KK to be read digit by digit. */
export type RichText = readonly { text: string; strong?: boolean; digits?: boolean }[]

export function Rich({ runs }: { runs: RichText }) {
  return runs.map(({ text, strong, digits }) => {
    if (digits)
      return (
        <b key={text} className="mono nowrap">
          {text}
        </b>
      )
    return strong ? <b key={text}>{text}</b> : <span key={text}>{text}</span>
  })
}
