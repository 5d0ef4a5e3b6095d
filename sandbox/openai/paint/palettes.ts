/** The colours of one picture. `far` to `near` is the ramp of its layers. */
export interface Palette {
  name: string
  skyTop: string
  skyLow: string
  sun: string
  far: string
  near: string
  accent: string
  light: string
  dark: boolean
}

export const palettes: readonly [Palette, ...Palette[]] = [
  {
    name: 'dawn',
    skyTop: '#f3cdb4',
    skyLow: '#fcf0e2',
    sun: '#e8694a',
    far: '#d3bdbb',
    near: '#39465f',
    accent: '#d9593d',
    light: '#fff7ec',
    dark: false,
  },
  {
    name: 'celadon',
    skyTop: '#bfd8cb',
    skyLow: '#f4f2e3',
    sun: '#efae57',
    far: '#aecbbd',
    near: '#1b4a48',
    accent: '#dd8647',
    light: '#faf8ec',
    dark: false,
  },
  {
    name: 'ink',
    skyTop: '#e2dccd',
    skyLow: '#f7f3e9',
    sun: '#c63d2d',
    far: '#c9c5bb',
    near: '#292c31',
    accent: '#c63d2d',
    light: '#fcf9f1',
    dark: false,
  },
  {
    name: 'dusk',
    skyTop: '#4f4178',
    skyLow: '#f6a97a',
    sun: '#ffe6b8',
    far: '#b97c8f',
    near: '#271f41',
    accent: '#ff9a68',
    light: '#ffead2',
    dark: true,
  },
  {
    name: 'autumn',
    skyTop: '#f0d9a8',
    skyLow: '#fbf2dc',
    sun: '#d5522a',
    far: '#dfbd80',
    near: '#653621',
    accent: '#be421d',
    light: '#fff8e6',
    dark: false,
  },
  {
    name: 'lagoon',
    skyTop: '#a9d6dc',
    skyLow: '#f9efdf',
    sun: '#f27b5b',
    far: '#93c7cc',
    near: '#103c59',
    accent: '#f27b5b',
    light: '#fcf8ef',
    dark: false,
  },
  {
    name: 'indigo',
    skyTop: '#0e1836',
    skyLow: '#48659a',
    sun: '#f8ebc6',
    far: '#4d689f',
    near: '#090f24',
    accent: '#f3c166',
    light: '#e2eafb',
    dark: true,
  },
  {
    name: 'plum',
    skyTop: '#e3c1cf',
    skyLow: '#fcf0ef',
    sun: '#b5446a',
    far: '#d6acbb',
    near: '#472a4c',
    accent: '#b5446a',
    light: '#fff6f4',
    dark: false,
  },
  {
    name: 'snow',
    skyTop: '#b9cddd',
    skyLow: '#f3f6f7',
    sun: '#f2bf7c',
    far: '#bccdd8',
    near: '#294649',
    accent: '#c65b42',
    light: '#ffffff',
    dark: false,
  },
  {
    name: 'desert',
    skyTop: '#ecbb94',
    skyLow: '#fae8d2',
    sun: '#fdf6e6',
    far: '#e3a688',
    near: '#71363d',
    accent: '#2f686c',
    light: '#fff4e4',
    dark: false,
  },
  {
    name: 'aurora',
    skyTop: '#0d2236',
    skyLow: '#3f8c86',
    sun: '#f3f0d0',
    far: '#3d7f80',
    near: '#08161f',
    accent: '#f0a868',
    light: '#dff5ea',
    dark: true,
  },
]

/** From `from` (share 0) to `to` (share 1); both `#rrggbb`. */
export function mix(from: string, to: string, share: number): string {
  const t = Math.min(1, Math.max(0, share))
  let mixed = '#'
  for (let i = 1; i < 7; i += 2) {
    const a = Number.parseInt(from.slice(i, i + 2), 16)
    const b = Number.parseInt(to.slice(i, i + 2), 16)
    mixed += Math.round(a + (b - a) * t)
      .toString(16)
      .padStart(2, '0')
  }
  return mixed
}
