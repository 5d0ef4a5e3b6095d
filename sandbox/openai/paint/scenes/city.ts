import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'
import { paintWater } from './mountains.ts'
import { paintBirds, paintClouds, paintSky, paintStars, paintSun } from './sky.ts'

/** A skyline in haze behind quiet water, with lit windows. */
export function paintCity(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('city')
  paintSky(art)
  if (palette.dark) paintStars(art, height * 0.45)
  else paintClouds(art, height * 0.2, 'clouds')
  const sunX = width * dice.between(0.25, 0.75)
  paintSun(art, sunX, height * dice.between(0.28, 0.4), dice.between(90, 140) * unit)
  paintBirds(art, width - sunX, height * 0.24, 'birds')
  const shore = height * 0.84
  const layers = art.count(3, 5)
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1)
    paintBlocks(art, layer, share, shore)
    const haze = art.fade([
      [0, palette.skyLow, 0],
      [1, palette.skyLow, palette.dark ? 0.34 : 0.6],
    ])
    if (layer < layers - 1)
      art.add(
        `<rect y="${n(shore - height * 0.4)}" width="${width}" height="${n(height * 0.4)}" fill="${haze}"/>`,
      )
  }
  paintWater(art, shore)
  return height * 0.97
}

function paintBlocks(art: Art, layer: number, share: number, shore: number): void {
  const { width, height, unit, palette } = art
  const dice = art.dice(`blocks ${layer}`)
  const colour = mix(palette.far, palette.near, 0.08 + share * 0.84)
  let x = dice.between(-60, 0) * unit
  for (let i = 0; x < width; i++) {
    const wide = dice.between(42, 104) * unit * (0.7 + share * 0.5)
    // Taller towards two or three centres, as real skylines are.
    const centre = Math.abs(Math.sin((x / width) * 6.283 * 0.9 + layer * 1.7))
    const tall = height * (0.1 + 0.34 * centre ** 1.5 * dice.between(0.55, 1.05)) * (1.15 - 0.55 * share)
    const top = shore - tall
    const tone = mix(colour, palette.light, dice.between(0, 0.09))
    art.add(`<rect x="${n(x)}" y="${n(top)}" width="${n(wide + 1)}" height="${n(tall + 1)}" fill="${tone}"/>`)
    paintRoof(art, x, top, wide, tone, `roof ${layer} ${i}`)
    if (share > 0.45) paintWindows(art, x, top, wide, tall, `windows ${layer} ${i}`)
    x += wide + (dice.chance(0.25) ? dice.between(4, 26) * unit : 0)
  }
}

function paintRoof(art: Art, x: number, top: number, wide: number, colour: string, part: string): void {
  const dice = art.dice(part)
  const { unit } = art
  const kind = dice.pick(['flat', 'flat', 'step', 'spire', 'slope', 'dome'] as const)
  const mid = x + wide / 2
  if (kind === 'step')
    art.add(
      `<rect x="${n(x + wide * 0.22)}" y="${n(top - wide * 0.22)}" width="${n(wide * 0.56)}" height="${n(wide * 0.24)}" fill="${colour}"/>`,
    )
  if (kind === 'spire')
    art.add(
      `<path d="M${n(x)},${n(top + 1)}L${n(mid)},${n(top - wide * 0.5)}L${n(mid)},${n(top - wide)}L${n(mid + 2 * unit)},${n(top - wide * 0.5)}L${n(x + wide)},${n(top + 1)}Z" fill="${colour}"/>`,
    )
  if (kind === 'slope')
    art.add(
      `<path d="M${n(x)},${n(top + 1)}L${n(x + wide)},${n(top - wide * 0.3)}V${n(top + 1)}Z" fill="${colour}"/>`,
    )
  if (kind === 'dome')
    art.add(
      `<path d="M${n(x + wide * 0.12)},${n(top + 1)}A${n(wide * 0.38)},${n(wide * 0.38)} 0 0 1 ${n(x + wide * 0.88)},${n(top + 1)}Z" fill="${colour}"/>`,
    )
}

function paintWindows(art: Art, x: number, top: number, wide: number, tall: number, part: string): void {
  const dice = art.dice(part)
  const { unit, palette } = art
  const cell = 15 * unit
  const lit = palette.dark ? 0.34 : 0.16
  const glass = mix(palette.accent, palette.light, 0.5)
  let path = ''
  for (let wy = top + cell; wy < top + tall - cell; wy += cell * 1.25)
    for (let wx = x + cell * 0.8; wx < x + wide - cell * 0.9; wx += cell)
      if (dice.chance(lit * (0.5 + art.detail * 0.5)))
        path += `M${n(wx)},${n(wy)}h${n(cell * 0.42)}v${n(cell * 0.6)}h${n(-cell * 0.42)}z`
  if (path !== '') art.add(`<path d="${path}" fill="${glass}" fill-opacity="0.85"/>`)
}
