import { type Art, areaBelow, n, type Point, softLine } from '../art.ts'
import { paintBoat } from '../motifs/boat.ts'
import { mix } from '../palettes.ts'
import { paintBirds, paintClouds, paintSky, paintStars, paintSun } from './sky.ts'

/** The sea at a low sun: rows of waves with lines of foam. */
export function paintWaves(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('waves')
  paintSky(art)
  if (palette.dark) paintStars(art, height * 0.4)
  const horizon = height * dice.between(0.42, 0.5)
  const sunX = width * dice.between(0.3, 0.7)
  if (!palette.dark) paintClouds(art, horizon - 240 * unit, 'clouds')
  paintSun(art, sunX, horizon - 50 * unit, dice.between(110, 160) * unit)
  paintBirds(art, sunX + dice.between(-200, 200) * unit, horizon - 230 * unit, 'birds')
  const rows = art.count(6, 10)
  for (let row = 0; row < rows; row++) {
    paintRow(art, row, rows, horizon)
    if (row === Math.floor(rows * 0.35)) {
      const x = width * (sunX > width / 2 ? dice.between(0.2, 0.36) : dice.between(0.64, 0.8))
      paintBoat(art, x, horizon + (height - horizon) * 0.16, 92 * unit)
    }
  }
  paintGlints(art, sunX, horizon)
  return height * 0.98
}

function paintRow(art: Art, row: number, rows: number, horizon: number): void {
  const { width, height, unit, palette } = art
  const share = row / (rows - 1)
  const dice = art.dice(`wave ${row}`)
  const base = horizon + (height - horizon) * share ** 1.5 * 0.9
  const length = (110 + 330 * share) * unit * dice.between(0.9, 1.15)
  const rise = (5 + 34 * share) * unit
  const start = dice.between(-1, 0) * length
  const line = crest(start, width + length, length, base, rise)
  const colour = mix(mix(palette.far, palette.skyLow, 0.25 * (1 - share)), palette.near, 0.1 + share * 0.82)
  const fill = art.fade(
    [
      [0, mix(colour, palette.light, 0.22), 1],
      [1, colour, 1],
    ],
    { y1: base - rise, y2: base + (40 + 90 * share) * unit },
  )
  art.add(`<path d="${areaBelow(line, height)}" fill="${fill}"/>`)
  const foam = softLine(line)
  art.add(
    `<path d="${foam}" fill="none" stroke="${palette.light}" stroke-opacity="${n(0.35 + share * 0.5)}" stroke-width="${n(Math.max(1, (1.2 + share * 4) * unit))}"/>`,
  )
  // Lines under the crest, as wood-block prints draw them.
  for (let i = 1; i <= art.count(1, 4); i++) {
    const lower = line.map(({ x, y }) => ({ x: x + i * 3 * unit, y: y + i * (5 + 11 * share) * unit }))
    art.add(
      `<path d="${softLine(lower)}" fill="none" stroke="${palette.light}" stroke-opacity="${n(0.3 / i)}" stroke-width="${n(Math.max(0.7, (0.8 + share * 1.6) * unit))}"/>`,
    )
  }
}

/** Round troughs and pointed tops. */
function crest(start: number, end: number, length: number, base: number, rise: number): Point[] {
  const points: Point[] = []
  const steps = 14
  for (let x = start, i = 0; x <= end + length; x += length / steps, i++) {
    const phase = Math.abs(Math.sin((i / steps) * Math.PI))
    points.push({ x, y: base - rise * (1 - phase) ** 1.25 * 1.5 + rise * 0.5 })
  }
  return points
}

function paintGlints(art: Art, sunX: number, horizon: number): void {
  const dice = art.dice('glints')
  const { height, unit, palette } = art
  for (let i = 0; i < art.count(14, 44); i++) {
    const depth = dice.between(0.01, 1)
    const y = horizon + depth ** 1.4 * (height - horizon) * 0.8
    const x = sunX + dice.between(-1, 1) * (40 + 150 * depth) * unit
    const length = dice.between(14, 60) * unit * (0.5 + depth)
    art.add(
      `<path d="M${n(x - length / 2)},${n(y)}q${n(length / 2)},${n(2.5 * unit)} ${n(length)},0" fill="none" stroke="${mix(palette.sun, palette.light, 0.4)}" stroke-opacity="${n(dice.between(0.25, 0.7))}" stroke-width="${n(Math.max(1, dice.between(1.6, 3.6) * unit))}" stroke-linecap="round"/>`,
    )
  }
}
