/** Kawung in a counter window with its pass-through; `light` on an indigo ground. */
export function Mark({ size = 30, light = false }: { size?: number; light?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <path
        fill={light ? '#fff' : 'var(--tarum-7)'}
        d="M11 0h18a11 11 0 0 1 11 11v18a11 11 0 0 1-11 11h-1.6a7.4 7.4 0 0 0-14.8 0H11A11 11 0 0 1 0 29V11A11 11 0 0 1 11 0z"
      />
      <g fill={light ? 'var(--tarum-8)' : '#fff'}>
        <ellipse cx="20" cy="9.6" rx="3.7" ry="5.6" />
        <ellipse cx="20" cy="24" rx="3.7" ry="5.6" />
        <ellipse cx="12.8" cy="16.8" rx="5.6" ry="3.7" />
        <ellipse cx="27.2" cy="16.8" rx="5.6" ry="3.7" />
      </g>
      <circle cx="20" cy="16.8" r="2.1" fill="var(--kunyit)" />
    </svg>
  )
}
