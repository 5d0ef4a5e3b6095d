import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

export function paintSky(art: Art): void {
  const { width, height, palette } = art
  const sky = art.fade([
    [0, palette.skyTop, 1],
    [0.55, mix(palette.skyTop, palette.skyLow, 0.72), 1],
    [1, palette.skyLow, 1],
  ])
  art.add(`<rect width="${width}" height="${height}" fill="${sky}"/>`)
}

/** The sun or the moon with its halo. Lengths in pixels. */
export function paintSun(art: Art, x: number, y: number, radius: number): void {
  const { palette } = art
  const halo = art.glow([
    [0, palette.sun, palette.dark ? 0.5 : 0.36],
    [0.35, palette.sun, palette.dark ? 0.2 : 0.14],
    [1, palette.sun, 0],
  ])
  art.add(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius * 3)}" fill="${halo}"/>`)
  const disc = art.fade([
    [0, mix(palette.sun, palette.light, 0.12), 1],
    [1, mix(palette.sun, palette.skyLow, 0.3), 1],
  ])
  art.add(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${disc}"/>`)
}

/** A loose flock far away. */
export function paintBirds(art: Art, x: number, y: number, part: string): void {
  const dice = art.dice(part)
  const { unit } = art
  const colour = art.palette.dark ? art.palette.light : art.palette.near
  for (let i = 0; i < art.count(3, 8); i++) {
    const size = dice.between(7, 14) * unit
    const bx = x + dice.between(-110, 110) * unit
    const by = y + dice.between(-42, 42) * unit
    const lift = dice.between(0.35, 0.7) * size
    art.add(
      `<path d="M${n(bx - size)},${n(by - lift)}Q${n(bx - size * 0.35)},${n(by - lift * 0.9)} ${n(bx)},${n(by)}Q${n(bx + size * 0.35)},${n(by - lift * 0.95)} ${n(bx + size)},${n(by - lift * 0.8)}" fill="none" stroke="${colour}" stroke-opacity="0.62" stroke-width="${n(Math.max(1, 2.1 * unit))}" stroke-linecap="round"/>`,
    )
  }
}

/** Long flat clouds with round ends. */
export function paintClouds(art: Art, y: number, part: string): void {
  const dice = art.dice(part)
  const { width, unit, palette } = art
  for (let i = 0; i < art.count(2, 5); i++) {
    const cx = dice.between(0.02, 0.98) * width
    const cy = y + dice.between(-130, 130) * unit
    const opacity = dice.between(0.16, 0.42)
    for (let row = 0; row < 3; row++) {
      const length = dice.between(90, 260) * unit
      const thick = dice.between(12, 22) * unit
      const x = cx - length / 2 + dice.between(-80, 80) * unit
      art.add(
        `<rect x="${n(x)}" y="${n(cy + row * thick * 0.82)}" width="${n(length)}" height="${n(thick)}" rx="${n(thick / 2)}" fill="${palette.light}" fill-opacity="${n(opacity)}"/>`,
      )
    }
  }
}

export function paintStars(art: Art, bottom: number): void {
  const dice = art.dice('stars')
  const { width, unit, palette } = art
  for (let i = 0; i < art.count(120, 420); i++) {
    const y = bottom * dice.between(0, 1) ** 1.3
    const radius = (dice.chance(0.06) ? dice.between(1.8, 2.8) : dice.between(0.5, 1.4)) * unit
    art.add(
      `<circle cx="${n(dice.between(0, width))}" cy="${n(y)}" r="${n(Math.max(0.5, radius))}" fill="${palette.light}" fill-opacity="${n(dice.between(0.25, 0.95))}"/>`,
    )
  }
}
