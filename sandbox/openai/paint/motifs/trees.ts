import { type Art, n } from '../art.ts'

/** A slender pine: a trunk's line with uneven boughs. `x`, `y` is its foot. */
export function paintPine(art: Art, x: number, y: number, size: number, colour: string, part: string): void {
  const dice = art.dice(part)
  const tiers = 5
  let left = ''
  let right = ''
  for (let tier = 0; tier <= tiers; tier++) {
    const t = tier / tiers
    const ty = y - size + size * 0.92 * t
    const reach = size * 0.24 * t * dice.between(0.75, 1.15)
    right += `L${n(x + reach)},${n(ty)}L${n(x + reach * 0.45)},${n(ty - size * 0.01)}`
    left = `L${n(x - reach * 0.45)},${n(ty - size * 0.01)}L${n(x - reach * dice.between(0.85, 1.1))},${n(ty)}${left}`
  }
  art.add(
    `<path d="M${n(x)},${n(y - size)}${right}L${n(x + size * 0.03)},${n(y)}L${n(x - size * 0.03)},${n(y)}${left}Z" fill="${colour}"/>`,
  )
}

/** A round or pointed tree of cut paper. */
export function paintPaperTree(
  art: Art,
  x: number,
  y: number,
  size: number,
  colour: string,
  part: string,
): void {
  const dice = art.dice(part)
  const trunk = size * 0.05
  art.add(
    `<path d="M${n(x - trunk)},${n(y)}L${n(x)},${n(y - size * 0.7)}L${n(x + trunk)},${n(y)}Z" fill="${art.palette.near}" fill-opacity="0.85"/>`,
  )
  if (dice.chance(0.45)) {
    art.add(
      `<path d="M${n(x)},${n(y - size)}C${n(x + size * 0.24)},${n(y - size * 0.6)} ${n(x + size * 0.2)},${n(y - size * 0.2)} ${n(x)},${n(y - size * 0.16)}C${n(x - size * 0.2)},${n(y - size * 0.2)} ${n(x - size * 0.24)},${n(y - size * 0.6)} ${n(x)},${n(y - size)}Z" fill="${colour}"/>`,
    )
    return
  }
  const radius = size * 0.3
  art.add(`<circle cx="${n(x)}" cy="${n(y - size * 0.68)}" r="${n(radius)}" fill="${colour}"/>`)
  art.add(
    `<circle cx="${n(x - radius * 0.24)}" cy="${n(y - size * 0.75)}" r="${n(radius * 0.6)}" fill="${art.palette.light}" fill-opacity="0.14"/>`,
  )
}
