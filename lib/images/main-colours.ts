import sharp from 'sharp'

export const colourNames = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'white',
  'grey',
] as const
export type ColourName = (typeof colourNames)[number]

const COLOURS_MAX = 3
/** Looked at on a picture of so many pixels each way: area counts, detail does not. */
const EDGE = 48
/** From which share of a picture on people call a colour one of its own. A grey wall is background, a red coat is not. */
const SHARE_OF_COLOUR = 0.07
const SHARE_OF_NEUTRAL = 0.2
const neutrals: readonly ColourName[] = ['black', 'white', 'grey']

/** Where each hue ends, in degrees of OKLCH; what is beyond the last is red again. */
const hues: readonly (readonly [number, ColourName])[] = [
  [8, 'pink'],
  [38, 'red'],
  [76, 'orange'],
  [115, 'yellow'],
  [165, 'green'],
  [217, 'teal'],
  [285, 'blue'],
  [333, 'purple'],
  [360, 'pink'],
]

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const linearByChannel = Float64Array.from({ length: 256 }, (_, channel) => linear(channel))

/** Lightness 0 to 1, chroma 0 to about 0.33, hue in degrees: OKLCH, in which equal steps look equal. */
function oklch(red: number, green: number, blue: number) {
  const [r = 0, g = 0, b = 0] = [linearByChannel[red], linearByChannel[green], linearByChannel[blue]]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { lightness, chroma: Math.hypot(x, y), hue: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360 }
}

/** What people call a colour. Channels from 0 to 255. */
export function nameColour(red: number, green: number, blue: number): ColourName {
  const { lightness, chroma, hue } = oklch(red, green, blue)
  if (lightness < 0.2) return 'black'
  // The lighter, the less it takes to look tinted; in the dark everything looks black.
  if (chroma < (lightness < 0.35 ? 0.05 : 0.032)) {
    if (lightness < 0.3) return 'black'
    return lightness > 0.92 ? 'white' : 'grey'
  }
  const name = hues.find(([end]) => hue < end)?.[1] ?? 'pink'
  // Dark orange is called brown, and so is dull red; light red is called pink.
  if (name === 'orange' && lightness < 0.63) return 'brown'
  if (name === 'red' && lightness < 0.6 && chroma < 0.11) return 'brown'
  if (name === 'yellow' && lightness < 0.55 && hue < 100) return 'brown'
  if (name === 'red' && lightness > 0.75 && hue < 30) return 'pink'
  if (name === 'pink' && lightness < 0.5) return hue > 300 ? 'purple' : 'red'
  if (name === 'purple' && lightness > 0.72 && hue > 315) return 'pink'
  return name
}

/**
 * Up to three colours that a picture has most of, by area; what is transparent does not count. One at least, unless nothing of the
 * picture can be seen.
 * @param picture any format that sharp reads
 */
export async function mainColours(picture: Uint8Array): Promise<ColourName[]> {
  const pixels = await sharp(picture)
    .resize(EDGE, EDGE, { fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer()
  const areas = new Map<ColourName, number>()
  let total = 0
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4)
    if (alpha === 0) continue
    const name = nameColour(red, green, blue)
    areas.set(name, (areas.get(name) ?? 0) + alpha)
    total += alpha
  }
  const byArea = [...areas].sort(([, a], [, b]) => b - a)
  const own = byArea.filter(
    ([name, area]) => area / total >= (neutrals.includes(name) ? SHARE_OF_NEUTRAL : SHARE_OF_COLOUR),
  )
  return (own.length > 0 ? own : byArea.slice(0, 1)).slice(0, COLOURS_MAX).map(([name]) => name)
}
