import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

/** A pond from above: lily pads, ripples and koi. */
export function paintPond(art: Art): number {
  const { width, height, unit } = art
  const dice = art.dice('pond')
  paintWater(art)
  const area = Math.max(1, (width * height) / (1e6 * unit * unit))
  const fish = Math.round(art.count(3, 5) * Math.min(2, area))
  for (let i = 0; i < fish; i++) {
    const angle = (i / fish) * 360 + dice.between(-30, 30)
    const reach = dice.between(150, 290) * unit
    const x = width / 2 + Math.cos((angle * Math.PI) / 180) * reach * (width / Math.min(width, height))
    const y = height / 2 + Math.sin((angle * Math.PI) / 180) * reach * (height / Math.min(width, height))
    paintKoi(art, x, y, dice.between(200, 270) * unit, angle + 90 + dice.between(-20, 20), `koi ${i}`)
  }
  for (let i = 0; i < Math.round(art.count(7, 13) * Math.min(2, area)); i++) {
    const edge = dice.between(0, 4)
    const along = edge % 1
    const x =
      edge < 1 || (edge >= 2 && edge < 3)
        ? along * width
        : edge < 2
          ? width * dice.between(0.86, 1)
          : width * dice.between(0, 0.14)
    const y =
      edge < 1
        ? height * dice.between(0, 0.14)
        : edge >= 2 && edge < 3
          ? height * dice.between(0.86, 1)
          : along * height
    paintPad(art, x, y, dice.between(60, 130) * unit, `pad ${i}`)
  }
  return height
}

/** One koi as large as there is room, along the longer side. */
export function paintKoiCloseUp(art: Art): void {
  const { width, height } = art
  paintWater(art)
  const [long, short] = width > height ? [width, height] : [height, width]
  // It is 1.14 times its size long with the tail, and half of it wide with the fins.
  const size = Math.min(long * 0.78, short * 1.75)
  paintKoi(
    art,
    width / 2,
    height / 2 - (width > height ? 0 : size * 0.07),
    size,
    width > height ? 90 : 8,
    'koi',
  )
}

function paintWater(art: Art): void {
  const { width, height, unit, palette } = art
  const dice = art.dice('pond')
  const shallow = mix(palette.far, palette.skyLow, 0.35)
  const water = art.fade([
    [0, shallow, 1],
    [1, mix(palette.far, palette.near, 0.55), 1],
  ])
  art.add(`<rect width="${width}" height="${height}" fill="${water}"/>`)
  for (let i = 0; i < art.count(5, 12); i++)
    paintRipples(art, dice.between(0, width), dice.between(0, height), dice.between(50, 150) * unit)
}

function paintRipples(art: Art, x: number, y: number, size: number): void {
  for (let ring = 1; ring <= 3; ring++)
    art.add(
      `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n((size * ring) / 3)}" ry="${n((size * ring) / 3.6)}" fill="none" stroke="${art.palette.light}" stroke-opacity="${n(0.34 / ring)}" stroke-width="${n(Math.max(1, 1.8 * art.unit))}"/>`,
    )
}

function paintPad(art: Art, x: number, y: number, size: number, part: string): void {
  const dice = art.dice(part)
  const { palette, unit } = art
  const colour = mix(palette.near, palette.far, dice.between(0.1, 0.45))
  const slit = 16
  const point = (degrees: number) =>
    `${n(size * Math.cos((degrees * Math.PI) / 180))},${n(size * Math.sin((degrees * Math.PI) / 180))}`
  const disc = `M0,0L${point(slit)}A${n(size)},${n(size)} 0 1 1 ${point(-slit)}Z`
  let veins = ''
  for (let degrees = 45; degrees < 345; degrees += 42)
    veins += `M0,0L${n(size * 0.86 * Math.cos((degrees * Math.PI) / 180))},${n(size * 0.86 * Math.sin((degrees * Math.PI) / 180))}`
  const flower = dice.chance(0.4) ? lotus(art, size * 0.5) : ''
  art.add(
    `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(dice.between(0, 360))})"><path transform="translate(${n(7 * unit)} ${n(9 * unit)})" d="${disc}" fill="${palette.near}" fill-opacity="0.22"/><path d="${disc}" fill="${colour}"/><path d="${veins}" stroke="${palette.light}" stroke-opacity="0.2" stroke-width="${n(Math.max(0.8, 1.6 * unit))}"/>${flower}</g>`,
  )
}

function lotus(art: Art, size: number): string {
  const { palette } = art
  let shapes = ''
  for (const [scale, light] of [
    [1, 0.45],
    [0.72, 0.7],
    [0.45, 0.9],
  ] as const)
    for (let i = 0; i < 8; i++)
      shapes += `<path transform="rotate(${n(i * 45 + scale * 60)})" d="M0,0C${n(size * 0.3 * scale)},${n(-size * 0.4 * scale)} ${n(size * 0.2 * scale)},${n(-size * 0.85 * scale)} 0,${n(-size * scale)}C${n(-size * 0.2 * scale)},${n(-size * 0.85 * scale)} ${n(-size * 0.3 * scale)},${n(-size * 0.4 * scale)} 0,0Z" fill="${mix(palette.accent, palette.light, light)}"/>`
  return `${shapes}<circle r="${n(size * 0.14)}" fill="${mix(palette.sun, palette.light, 0.3)}"/>`
}

/** Seen from above, head up; `angle` in degrees. */
function paintKoi(art: Art, x: number, y: number, size: number, angle: number, part: string): void {
  const dice = art.dice(part)
  const { palette, unit } = art
  const skin = mix(palette.light, palette.sun, 0.06)
  const patch = dice.pick([palette.accent, palette.sun, mix(palette.accent, palette.sun, 0.5)] as const)
  const curl = dice.between(0.06, 0.14) * (dice.chance(0.5) ? 1 : -1)
  const p = (dx: number, dy: number) => `${n(dx * size)},${n(dy * size)}`
  const body = `M${p(0, -0.5)}C${p(0.13, -0.46)} ${p(0.16, -0.2)} ${p(0.11, 0.05)}C${p(0.08, 0.2)} ${p(curl + 0.05, 0.28)} ${p(curl, 0.38)}C${p(curl - 0.05, 0.28)} ${p(-0.1, 0.2)} ${p(-0.12, 0.05)}C${p(-0.16, -0.2)} ${p(-0.13, -0.46)} ${p(0, -0.5)}Z`
  const tail = `M${p(curl, 0.32)}C${p(curl + 0.02, 0.42)} ${p(curl + 0.16, 0.5)} ${p(curl * 2 + 0.1, 0.64)}C${p(curl * 2 + 0.03, 0.56)} ${p(curl * 2 - 0.03, 0.56)} ${p(curl * 2 - 0.1, 0.64)}C${p(curl - 0.14, 0.5)} ${p(curl - 0.02, 0.42)} ${p(curl, 0.32)}Z`
  const fins = `M${p(0.12, -0.2)}C${p(0.3, -0.2)} ${p(0.3, -0.02)} ${p(0.25, 0.03)}C${p(0.2, -0.06)} ${p(0.15, -0.08)} ${p(0.12, -0.1)}ZM${p(-0.12, -0.2)}C${p(-0.3, -0.2)} ${p(-0.3, -0.02)} ${p(-0.25, 0.03)}C${p(-0.2, -0.06)} ${p(-0.15, -0.08)} ${p(-0.12, -0.1)}Z`
  const patches = `<ellipse cx="${n(size * 0.02)}" cy="${n(-size * 0.3)}" rx="${n(size * 0.085)}" ry="${n(size * 0.1)}" fill="${patch}"/><ellipse cx="${n(-size * 0.015)}" cy="${n(size * 0.0)}" rx="${n(size * 0.075)}" ry="${n(size * 0.12)}" fill="${patch}"/>`
  const eyes = `<circle cx="${n(size * 0.07)}" cy="${n(-size * 0.42)}" r="${n(size * 0.014)}" fill="${palette.near}"/><circle cx="${n(-size * 0.07)}" cy="${n(-size * 0.42)}" r="${n(size * 0.014)}" fill="${palette.near}"/>`
  art.add(
    `<g transform="translate(${n(x + 12 * unit)} ${n(y + 16 * unit)}) rotate(${n(angle)})"><path d="${body}${tail}" fill="${palette.near}" fill-opacity="0.2"/></g><g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})"><path d="${tail}${fins}" fill="${mix(skin, patch, 0.3)}" fill-opacity="0.72"/><path d="${body}" fill="${skin}"/>${patches}${eyes}</g>`,
  )
}
