import {
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Modal,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { page, shades } from './palette.ts'

const tuple = (colours: readonly string[]) => colours as unknown as MantineColorsTuple

// Mantine's dialogs head with <header>, which would be a second banner of the page.
const noBanner = { attributes: { header: { role: 'presentation' } } }

const label = { fontSize: '13px', fontWeight: 700, marginBottom: '5px', color: 'var(--tinta)' }
const field = { styles: { label }, vars: () => ({ wrapper: { '--input-height': '40px' } }) }

/** The look of every screen: section 10 of the visual direction, with what only CSS can say in `base.css`. */
export const theme = createTheme({
  primaryColor: 'tarum',
  primaryShade: 7,
  white: page.putih,
  black: page.tinta,
  colors: {
    tarum: tuple(shades.tarum),
    daun: tuple(shades.daun),
    merah: tuple(shades.merah),
    soga: tuple(shades.soga),
    manggis: tuple(shades.manggis),
    batu: tuple(shades.batu),
  },
  fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', monospace",
  headings: { fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif", fontWeight: '700' },
  fontSizes: { xs: '12.5px', sm: '13.5px', md: '14px', lg: '15.5px', xl: '17px' },
  defaultRadius: 10,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  other: page,
  components: {
    Button: Button.extend({ defaultProps: { h: 40, px: 14, fw: 700, fz: 14, variant: 'filled' } }),
    TextInput: TextInput.extend(field),
    Textarea: Textarea.extend(field),
    NativeSelect: NativeSelect.extend(field),
    Select: Select.extend(field),
    NumberInput: NumberInput.extend({ styles: { label } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: '22px', radius: 6 } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { fullWidth: true, radius: 10, transitionDuration: 0 } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 20, ...noBanner, transitionProps: { duration: 0 } },
    }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', ...noBanner, transitionProps: { duration: 0 } } }),
  },
})

/** Every colour as a CSS variable (`--kertas`, `--tarum-7`), from the one palette. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    ...Object.fromEntries(Object.entries(page).map(([name, colour]) => [`--${name}`, colour])),
    ...Object.fromEntries(
      Object.entries(shades).flatMap(([name, tones]) => tones.map((tone, shade) => [`--${name}-${shade}`, tone])),
    ),
  },
  light: {
    '--mantine-color-body': page.kertas,
    '--mantine-color-placeholder': page['tinta-3'],
    '--mantine-color-default-border': page.bingkai,
  },
  dark: {},
})
