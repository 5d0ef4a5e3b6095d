import { type Art, n } from '../art.ts'
import { waveNoise } from '../dice.ts'
import { paintPine } from '../motifs/trees.ts'
import { mix } from '../palettes.ts'
import { paintPaper } from './hills.ts'
import { paintSky, paintStars, paintSun } from './sky.ts'

/** Stars and the milky way over dark woods. */
export function paintNight(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('night')
  paintSky(art)
  paintMilkyWay(art)
  paintStars(art, height * 0.75)
  paintSun(
    art,
    width * (dice.chance(0.5) ? dice.between(0.2, 0.34) : dice.between(0.66, 0.8)),
    height * dice.between(0.2, 0.32),
    dice.between(64, 100) * unit,
  )
  const layers = 4
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1)
    const noise = waveNoise(art.dice(`land ${layer}`), 4, 0.5)
    const base = height * (0.66 + 0.26 * share)
    const points = Array.from({ length: 61 }, (_, i) => ({
      x: (i / 60) * width,
      y: base - height * 0.06 * noise((i / 60) * (width / height) * 0.8),
    }))
    const colour = mix(mix(palette.far, palette.skyLow, 0.2), palette.near, 0.25 + share * 0.75)
    paintPaper(art, points, colour)
    if (layer === 0) continue
    const trees = Math.round(art.count(10, 30) * Math.max(1, width / height))
    for (let i = 0; i < trees; i++) {
      const spot = points[dice.whole(0, 60)]
      if (spot)
        paintPine(
          art,
          spot.x + dice.between(-12, 12) * unit,
          spot.y + 8 * unit,
          dice.between(34, 96) * unit * (0.4 + share * 0.8),
          mix(colour, palette.near, 0.5),
          `wood ${layer} ${i}`,
        )
    }
  }
  return height * 0.94
}

function paintMilkyWay(art: Art): void {
  const dice = art.dice('milky way')
  const { width, height, palette, unit } = art
  const tilt = dice.between(0.25, 0.6) * (dice.chance(0.5) ? 1 : -1)
  const cloud = art.glow([
    [0, palette.light, 0.13],
    [1, palette.light, 0],
  ])
  for (let i = 0; i < 12; i++) {
    const t = dice.between(-0.6, 0.6)
    const x = width / 2 + t * width
    const y = height * 0.3 + t * height * tilt + dice.between(-40, 40) * unit
    art.add(
      `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(dice.between(140, 280) * unit)}" ry="${n(dice.between(70, 130) * unit)}" fill="${cloud}"/>`,
    )
  }
  for (let i = 0; i < art.count(120, 460); i++) {
    const t = dice.between(-0.6, 0.6)
    const spread = dice.between(-1, 1) * dice.between(0, 1)
    art.add(
      `<circle cx="${n(width / 2 + t * width)}" cy="${n(height * 0.3 + t * height * tilt + spread * 130 * unit)}" r="${n(Math.max(0.4, dice.between(0.4, 1.1) * unit))}" fill="${palette.light}" fill-opacity="${n(dice.between(0.2, 0.7))}"/>`,
    )
  }
}
