import { type Art, areaBelow, type Point } from '../art.ts'
import { waveNoise } from '../dice.ts'
import { paintPaperTree } from '../motifs/trees.ts'
import { mix } from '../palettes.ts'
import { paintBirds, paintClouds, paintSky, paintStars, paintSun } from './sky.ts'

/** Rolling hills of cut paper, each with its shadow on the one behind. */
export function paintHills(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('hills')
  paintSky(art)
  if (palette.dark) paintStars(art, height * 0.55)
  const sunX = width * dice.between(0.24, 0.76)
  paintSun(art, sunX, height * dice.between(0.26, 0.36), dice.between(90, 140) * unit)
  if (!palette.dark) paintClouds(art, height * 0.24, 'clouds')
  const layers = art.count(4, 6)
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1)
    const base = height * (0.5 + 0.36 * share)
    const points = hillLine(art, layer, base, height * (0.075 - 0.02 * share))
    const colour = hillColour(art, layer, share)
    paintPaper(art, points, colour)
    plantTrees(art, points, layer, share, colour)
    if (layer === 1) paintBirds(art, width * dice.between(0.3, 0.7), height * 0.4, 'birds')
  }
  return height * 0.93
}

function hillColour(art: Art, layer: number, share: number): string {
  const { palette } = art
  const plain = mix(palette.far, palette.near, 0.08 + share * 0.84)
  // One hill in between takes the accent: the eye needs a place to rest.
  return layer === 1 ? mix(plain, palette.sun, 0.42) : plain
}

function hillLine(art: Art, layer: number, base: number, rise: number): Point[] {
  const { width, height } = art
  const noise = waveNoise(art.dice(`hill ${layer}`), 3, 0.42)
  const stretch = (width / height) * 0.75
  return Array.from({ length: 49 }, (_, i) => ({
    x: (i / 48) * width,
    y: base - rise * noise((i / 48) * stretch) * 1.4,
  }))
}

/** A sheet of paper: two soft shadow copies, the sheet with a light upper edge. */
export function paintPaper(art: Art, points: Point[], colour: string): void {
  const { height, unit, palette } = art
  for (const [lift, opacity] of [
    [16, 0.05],
    [10, 0.06],
    [5, 0.09],
  ] as const)
    art.add(
      `<path d="${areaBelow(
        points.map(({ x, y }) => ({ x, y: y - lift * unit })),
        height,
      )}" fill="${palette.near}" fill-opacity="${opacity}"/>`,
    )
  const top = Math.min(...points.map((point) => point.y))
  const fill = art.fade(
    [
      [0, mix(colour, palette.light, 0.16), 1],
      [1, colour, 1],
    ],
    { y1: top, y2: top + height * 0.22 },
  )
  art.add(`<path d="${areaBelow(points, height)}" fill="${fill}"/>`)
}

function plantTrees(art: Art, points: Point[], layer: number, share: number, colour: string): void {
  const dice = art.dice(`trees ${layer}`)
  const { unit, palette } = art
  if (layer === 0) return
  const groups = art.count(1, 3)
  for (let group = 0; group < groups; group++) {
    const centre = dice.whole(3, points.length - 4)
    for (let i = 0; i < dice.whole(2, art.count(3, 6)); i++) {
      const spot = points[Math.min(points.length - 1, Math.max(0, centre + dice.whole(-3, 3)))]
      if (spot === undefined) continue
      const size = dice.between(44, 92) * unit * (0.45 + share * 0.75)
      const leaf = dice.chance(0.16) ? palette.accent : mix(colour, palette.near, dice.between(0.25, 0.6))
      paintPaperTree(
        art,
        spot.x + dice.between(-14, 14) * unit,
        spot.y + 8 * unit,
        size,
        leaf,
        `tree ${layer} ${group} ${i}`,
      )
    }
  }
}
