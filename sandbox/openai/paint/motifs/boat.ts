import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

/** A small boat with one sail and its reflection. `size` is the length of the hull; `y` the water line. */
export function paintBoat(art: Art, x: number, y: number, size: number): void {
  const { palette } = art
  const sail = mix(palette.light, palette.sun, 0.12)
  const hull = palette.near
  const p = (dx: number, dy: number) => `${n(x + dx * size)},${n(y + dy * size)}`
  art.add(`<path d="M${p(-0.46, 0.06)}Q${p(0, 0.34)} ${p(0.5, 0.06)}Z" fill="${hull}" fill-opacity="0.22"/>`)
  art.add(
    `<path d="M${p(-0.02, 0.1)}L${p(-0.05, 0.86)}Q${p(0.3, 0.5)} ${p(0.4, 0.12)}Z" fill="${sail}" fill-opacity="0.24"/>`,
  )
  art.add(
    `<path d="M${p(-0.56, -0.12)}Q${p(0, -0.02)} ${p(0.58, -0.14)}Q${p(0.42, 0.1)} ${p(0.2, 0.1)}L${p(-0.3, 0.1)}Q${p(-0.48, 0.06)} ${p(-0.56, -0.12)}Z" fill="${hull}"/>`,
  )
  art.add(
    `<path d="M${p(-0.03, -0.12)}L${p(-0.05, -1.12)}Q${p(0.42, -0.7)} ${p(0.46, -0.18)}Z" fill="${sail}"/>`,
  )
  art.add(
    `<path d="M${p(-0.09, -0.14)}L${p(-0.09, -0.92)}Q${p(-0.34, -0.46)} ${p(-0.4, -0.16)}Z" fill="${mix(sail, palette.accent, 0.6)}"/>`,
  )
  art.add(
    `<path d="M${p(-0.06, -0.06)}L${p(-0.06, -1.2)}" stroke="${hull}" stroke-width="${n(Math.max(1, size * 0.025))}"/>`,
  )
}
