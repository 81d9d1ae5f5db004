import { createReactComponent } from '@tabler/icons-react'

/** The refusal's octagon with its x at list size; the icon set has none. */
export const IconOctagonX = createReactComponent('outline', 'octagon-x', 'OctagonX', [
  ['path', { d: 'M8.3 3h7.4l5.3 5.3v7.4l-5.3 5.3h-7.4l-5.3 -5.3v-7.4z', key: 'edge' }],
  ['path', { d: 'M9.5 9.5l5 5m0 -5l-5 5', key: 'x' }],
])
