import { type Art, areaBelow, n, type Point } from '../art.ts'
import { waveNoise } from '../dice.ts'
import { paintBoat } from '../motifs/boat.ts'
import { paintPine } from '../motifs/trees.ts'
import { mix } from '../palettes.ts'
import { paintBirds, paintSky, paintStars, paintSun } from './sky.ts'

/** Ink-wash ridges that sink into mist, over still water. Answers the ground line for a motif. */
export function paintMountains(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('mountains')
  paintSky(art)
  if (palette.dark) paintStars(art, height * 0.5)
  const sunX = width * (dice.chance(0.5) ? dice.between(0.2, 0.36) : dice.between(0.64, 0.8))
  paintSun(art, sunX, height * dice.between(0.19, 0.3), dice.between(62, 96) * unit)
  const shore = height * dice.between(0.8, 0.86)
  const layers = art.count(4, 7)
  for (let layer = 0; layer < layers; layer++) paintRidge(art, layer, layers, shore)
  paintBirds(art, width - sunX + dice.between(-60, 60) * unit, height * dice.between(0.2, 0.34), 'birds')
  paintWater(art, shore)
  paintBoat(art, width * dice.between(0.3, 0.7), shore + (height - shore) * 0.42, 46 * unit)
  return height * 0.95
}

function paintRidge(art: Art, layer: number, layers: number, shore: number): void {
  const { height, unit, palette } = art
  const share = layer / (layers - 1)
  const dice = art.dice(`ridge ${layer}`)
  const points = ridgeLine(art, layer, share, shore)
  const colour = mix(palette.far, palette.near, share ** 1.25 * 0.92)
  const mist = mix(palette.skyLow, palette.far, 0.25)
  const top = Math.min(...points.map((point) => point.y))
  const fill = art.fade(
    [
      [0, colour, 0.96],
      [0.45, mix(colour, mist, 0.35), 0.9],
      [1, mist, share > 0.9 ? 0.75 : 0.5],
    ],
    { y1: top, y2: shore },
  )
  art.add(`<path d="${areaBelow(points, shore)}" fill="${fill}"/>`)
  if (layer > 0 && layer < layers - 1) paintMist(art, shore - (1 - share) * height * 0.16, layer)
  if (share < 0.75) return
  // Trees stand on the near ridges, in groups.
  for (let i = 0; i < art.count(8, 34); i++) {
    const spot = points[dice.whole(4, points.length - 5)]
    if (spot === undefined || dice.chance(0.3)) continue
    const size = dice.between(18, 44) * unit * (0.5 + share * 0.5)
    if (spot.y < shore - 6 * unit)
      paintPine(art, spot.x, spot.y + 3 * unit, size, mix(colour, palette.near, 0.55), `pine ${layer} ${i}`)
  }
}

/** Crest of a layer: broad mountains with sharp tops far away, lower and calmer ones near. */
function ridgeLine(art: Art, layer: number, share: number, shore: number): Point[] {
  const { width, height } = art
  const dice = art.dice(`crest ${layer}`)
  const broad = waveNoise(dice, 3, 0.55)
  const fine = waveNoise(dice, 6, 0.62)
  const stretch = (width / height) * 0.62
  const base = shore - height * (0.3 * (1 - share) ** 1.1 + 0.015)
  const rise = height * (0.22 - 0.1 * share)
  const steps = art.count(70, 150)
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = (i / steps) * stretch
    const sharp = 1 - Math.abs(broad(t * 0.9 + layer))
    const y = base - rise * sharp ** 2.1 - rise * 0.16 * fine(t * 2.6)
    return { x: (i / steps) * width, y: Math.min(y, shore) }
  })
}

function paintMist(art: Art, y: number, layer: number): void {
  const { width, palette, unit } = art
  const dice = art.dice(`mist ${layer}`)
  const fill = art.glow([
    [0, palette.light, palette.dark ? 0.16 : 0.62],
    [0.6, palette.light, palette.dark ? 0.07 : 0.26],
    [1, palette.light, 0],
  ])
  for (let i = 0; i < 2; i++)
    art.add(
      `<ellipse cx="${n(dice.between(0.05, 0.95) * width)}" cy="${n(y + dice.between(-20, 20) * unit)}" rx="${n(dice.between(0.3, 0.5) * width)}" ry="${n(dice.between(34, 66) * unit)}" fill="${fill}"/>`,
    )
}

/** Still water from the shore down, with streaks of light. */
export function paintWater(art: Art, shore: number): void {
  const { width, height, unit, palette } = art
  // At night water takes little of the sky, or it would shine brighter than the moon.
  const dim = palette.dark ? 0.42 : 0
  const fill = art.fade([
    [0, mix(mix(palette.skyLow, palette.far, 0.3), palette.near, dim), 1],
    [0.35, mix(mix(palette.far, palette.skyLow, 0.25), palette.near, dim), 1],
    [1, mix(palette.far, palette.near, palette.dark ? 0.78 : 0.28), 1],
  ])
  art.add(`<rect y="${n(shore)}" width="${width}" height="${n(height - shore + 1)}" fill="${fill}"/>`)
  const dice = art.dice('water')
  for (let i = 0; i < art.count(14, 46); i++) {
    const depth = dice.between(0.02, 1) ** 1.4
    const y = shore + depth * (height - shore)
    const length = dice.between(30, 190) * unit * (0.4 + depth)
    const x = dice.between(-0.05, 1) * width
    const bright = dice.chance(0.65)
    art.add(
      `<path d="M${n(x)},${n(y)}q${n(length / 2)},${n(-2.2 * unit)} ${n(length)},0" fill="none" stroke="${bright ? palette.light : palette.near}" stroke-opacity="${n(bright ? dice.between(0.14, 0.5) : dice.between(0.06, 0.16))}" stroke-width="${n(Math.max(0.8, dice.between(1, 2.6) * unit))}" stroke-linecap="round"/>`,
    )
  }
}
