import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

/** A pagoda with curved eaves and lit windows. `x`, `y` is its foot, `size` its height. */
export function paintPagoda(art: Art, x: number, y: number, size: number): void {
  const { palette } = art
  const wall = mix(palette.near, palette.accent, 0.22)
  const roof = palette.near
  const glass = mix(palette.accent, palette.light, 0.55)
  const storeys = 4
  // It stands on a mound that sinks into mist: the ground of a scene may be water.
  const mound = art.fade([
    [0, mix(palette.near, palette.far, 0.22), 1],
    [0.4, mix(palette.near, palette.far, 0.3), 0.9],
    [1, mix(palette.near, palette.far, 0.4), 0],
  ])
  let shapes = `<path d="M${n(x - size * 0.85)},${n(y + size * 0.22)}C${n(x - size * 0.4)},${n(y - size * 0.08)} ${n(x - size * 0.2)},${n(y - size * 0.03)} ${n(x)},${n(y - size * 0.03)}C${n(x + size * 0.22)},${n(y - size * 0.03)} ${n(x + size * 0.42)},${n(y - size * 0.08)} ${n(x + size * 0.9)},${n(y + size * 0.22)}Z" fill="${mound}"/>`
  for (let i = 0; i < storeys; i++) {
    const base = y - (i * size * 0.86) / storeys
    const tall = (size * 0.86) / storeys
    const half = size * (0.17 - i * 0.026)
    const eave = half * 1.62
    const p = (dx: number, dy: number) => `${n(x + dx)},${n(base - dy)}`
    shapes += `<rect x="${n(x - half)}" y="${n(base - tall * 0.72)}" width="${n(half * 2)}" height="${n(tall * 0.74)}" fill="${wall}"/>`
    for (const dx of [-0.5, 0, 0.5])
      shapes += `<rect x="${n(x + dx * half - half * 0.13)}" y="${n(base - tall * 0.5)}" width="${n(half * 0.26)}" height="${n(tall * 0.3)}" rx="${n(half * 0.1)}" fill="${glass}" fill-opacity="0.9"/>`
    shapes += `<path d="M${p(-eave, tall * 0.78)}Q${p(-half * 0.9, tall * 0.66)} ${p(0, tall * 0.64)}Q${p(half * 0.9, tall * 0.66)} ${p(eave, tall * 0.78)}Q${p(half * 0.8, tall * 0.84)} ${p(half * 0.66, tall * 1.06)}L${p(-half * 0.66, tall * 1.06)}Q${p(-half * 0.8, tall * 0.84)} ${p(-eave, tall * 0.78)}Z" fill="${roof}"/>`
  }
  const tip = y - size * 0.9
  shapes += `<path d="M${n(x - size * 0.045)},${n(tip + size * 0.02)}L${n(x)},${n(tip - size * 0.16)}L${n(x + size * 0.045)},${n(tip + size * 0.02)}Z" fill="${roof}"/><circle cx="${n(x)}" cy="${n(tip - size * 0.07)}" r="${n(size * 0.014)}" fill="${palette.accent}"/>`
  art.add(shapes)
}
