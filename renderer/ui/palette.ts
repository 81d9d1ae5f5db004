/** The colours of Loket Sehat, by WCAG contrast: see the table of tokens in `renderer/README.md`. */
export const page = {
  kertas: '#F6F3EC',
  putih: '#FFFFFF',
  endap: '#FBF9F5',
  tinta: '#17203A',
  'tinta-2': '#454D63',
  'tinta-3': '#5F6577',
  garis: '#E3DDD0',
  'garis-2': '#EFEAE0',
  bingkai: '#8A8575',
  kunyit: '#F2B33D',
} as const

type Shades = readonly [string, string, string, string, string, string, string, string, string, string]

export const shades = {
  tarum: ['#EEF2FB', '#DBE3F5', '#B9C7EA', '#8FA5DB', '#6884C9', '#4664B3', '#334E99', '#263D7C', '#1B2D5E', '#101C40'],
  daun: ['#E8F4ED', '#D3EADD', '#BFE2CF', '#8FCBAB', '#56AC82', '#2F8E62', '#177A51', '#0F6B47', '#0B5438', '#073B28'],
  merah: ['#FBECEA', '#F5D8D5', '#EFC3BF', '#E29A93', '#D06B61', '#C0473B', '#B43430', '#A8232B', '#861A22', '#641218'],
  soga: ['#FDF2DC', '#F9E3B8', '#EBC987', '#DDAE58', '#F2B33D', '#B97A22', '#A06014', '#8A4E0B', '#6B3B06', '#4C2A04'],
  manggis: [
    '#F3EEFA',
    '#E5DAF3',
    '#D6C6EB',
    '#B89FDA',
    '#977AC3',
    '#7D5BAE',
    '#6C489F',
    '#5E3A91',
    '#472A70',
    '#321D50',
  ],
  batu: ['#EFEDE8', '#E3DFD6', '#CFC8B8', '#B9B3A3', '#A39D8D', '#8A8575', '#6F6B5E', '#575449', '#3F3D35', '#292821'],
} as const satisfies Record<string, Shades>
