import { type Art, n } from '../art.ts'
import { waveNoise } from '../dice.ts'
import { mix } from '../palettes.ts'
import { paintPaper } from './hills.ts'
import { paintSky } from './sky.ts'

/** Abstract: sheets of colour that flow past a disc and thin circles. */
export function paintRibbons(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('ribbons')
  paintSky(art)
  const cx = width * dice.between(0.3, 0.7)
  const cy = height * dice.between(0.3, 0.4)
  const radius = dice.between(170, 240) * unit
  for (let ring = art.count(3, 9); ring > 0; ring--)
    art.add(
      `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(radius + ring * 42 * unit)}" fill="none" stroke="${palette.dark ? palette.light : palette.near}" stroke-opacity="${n(0.24 - ring * 0.018)}" stroke-width="${n(Math.max(1, 1.4 * unit))}"/>`,
    )
  const disc = art.fade([
    [0, palette.sun, 1],
    [1, mix(palette.sun, palette.skyLow, 0.55), 1],
  ])
  art.add(`<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(radius)}" fill="${disc}"/>`)
  const layers = art.count(5, 8)
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1)
    const noise = waveNoise(art.dice(`ribbon ${layer}`), 3, 0.35)
    const slope = dice.between(-0.12, 0.12)
    const base = height * (0.42 + share * 0.5)
    const points = Array.from({ length: 49 }, (_, i) => {
      const t = i / 48
      return {
        x: t * width,
        y: base + (t - 0.5) * slope * height - height * 0.09 * noise(t * 0.7 * (width / height) + share),
      }
    })
    const plain = mix(palette.far, palette.near, share ** 1.1)
    const tone =
      layer % 3 === 1
        ? mix(plain, palette.accent, 0.6)
        : layer % 3 === 2
          ? mix(plain, palette.light, 0.3)
          : plain
    paintPaper(art, points, tone)
  }
  return height
}
