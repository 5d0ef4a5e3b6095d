import { type Art, n, type Point } from '../art.ts'
import type { Dice } from '../dice.ts'
import { mix } from '../palettes.ts'
import { paintSky } from './sky.ts'

/** Stems, leaves and flowers before a pale disc, far ones first. */
export function paintBotanical(art: Art): number {
  const { width, height, unit, palette } = art
  const dice = art.dice('botanical')
  paintSky(art)
  const radius = dice.between(300, 370) * unit
  const disc = art.fade([
    [0, palette.sun, 0.75],
    [1, mix(palette.sun, palette.skyLow, 0.7), 0.7],
  ])
  art.add(
    `<circle cx="${n(width * dice.between(0.42, 0.58))}" cy="${n(height * 0.43)}" r="${n(radius)}" fill="${disc}"/>`,
  )
  const stems = Math.round(art.count(7, 15) * Math.max(1, (width / height) * 0.8))
  for (let i = 0; i < stems; i++) {
    const share = stems === 1 ? 1 : i / (stems - 1)
    paintStem(art, share, `stem ${i}`)
  }
  return height
}

function paintStem(art: Art, share: number, part: string): void {
  const dice = art.dice(part)
  const { width, height, unit, palette } = art
  const foot = { x: width * dice.between(0.04, 0.96), y: height + 30 * unit }
  const tall = height * dice.between(0.42, 0.86) * (1 - share * 0.16)
  const lean = dice.between(-150, 150) * unit
  const head = { x: foot.x + lean, y: foot.y - tall }
  const bend = { x: foot.x + lean * dice.between(-0.3, 0.2), y: foot.y - tall * 0.55 }
  const colour = mix(mix(palette.far, palette.near, 0.35), palette.near, share)
  const opacity = 0.4 + 0.6 * share
  art.add(
    `<path d="M${n(foot.x)},${n(foot.y)}Q${n(bend.x)},${n(bend.y)} ${n(head.x)},${n(head.y)}" fill="none" stroke="${colour}" stroke-opacity="${n(opacity)}" stroke-width="${n((2.4 + 3.4 * share) * unit)}" stroke-linecap="round"/>`,
  )
  const kind = dice.pick(['flower', 'flower', 'leaves', 'grass', 'poppy'] as const)
  const leaves = kind === 'leaves' ? art.count(7, 13) : art.count(2, 5)
  for (let i = 1; i <= leaves; i++) {
    const t = (kind === 'leaves' ? 0.2 : 0.15) + (i / leaves) * (kind === 'leaves' ? 0.78 : 0.5)
    const spot = along(foot, bend, head, t)
    const size = (kind === 'leaves' ? 105 - t * 55 : dice.between(60, 110)) * unit * (0.6 + 0.4 * share)
    const tone = mix(colour, palette.light, dice.between(0.02, 0.2))
    paintLeaf(
      art,
      spot,
      size,
      (i % 2 === 0 ? -1 : 1) * dice.between(40, 66) - lean / (9 * unit),
      tone,
      opacity,
    )
  }
  if (kind === 'flower')
    paintFlower(art, head, dice.between(48, 84) * unit * (0.65 + 0.35 * share), opacity, dice)
  if (kind === 'poppy')
    paintPoppy(art, head, dice.between(54, 88) * unit * (0.65 + 0.35 * share), opacity, dice)
  if (kind === 'grass') paintGrassHead(art, along(foot, bend, head, 0.62), head, opacity, colour, dice)
}

function along(a: Point, b: Point, c: Point, t: number): Point {
  const s = 1 - t
  return { x: s * s * a.x + 2 * s * t * b.x + t * t * c.x, y: s * s * a.y + 2 * s * t * b.y + t * t * c.y }
}

/** A pointed leaf with its rib. `angle` in degrees from upright. */
function paintLeaf(
  art: Art,
  { x, y }: Point,
  size: number,
  angle: number,
  colour: string,
  opacity: number,
): void {
  art.add(
    `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})"><path d="M0,0C${n(size * 0.26)},${n(-size * 0.3)} ${n(size * 0.2)},${n(-size * 0.72)} 0,${n(-size)}C${n(-size * 0.22)},${n(-size * 0.7)} ${n(-size * 0.18)},${n(-size * 0.28)} 0,0Z" fill="${colour}" fill-opacity="${n(opacity)}"/><path d="M0,0Q${n(size * 0.03)},${n(-size * 0.5)} 0,${n(-size * 0.9)}" fill="none" stroke="${art.palette.light}" stroke-opacity="${n(opacity * 0.35)}" stroke-width="${n(Math.max(0.8, size * 0.018))}"/></g>`,
  )
}

function paintFlower(art: Art, at: Point, size: number, opacity: number, dice: Dice): void {
  const { palette } = art
  const petals = dice.pick([5, 6, 8, 9] as const)
  const tone = dice.pick([
    palette.accent,
    mix(palette.accent, palette.light, 0.45),
    mix(palette.sun, palette.light, 0.55),
    palette.light,
  ] as const)
  const turn = dice.between(0, 90)
  let shapes = ''
  for (const [scale, light, shift] of [
    [1, 0, 0],
    [0.68, 0.28, 180 / petals],
  ] as const)
    for (let i = 0; i < petals; i++) {
      const s = size * scale
      const wide = s * (petals < 7 ? 0.44 : 0.3)
      shapes += `<path transform="rotate(${n((i * 360) / petals + shift)})" d="M0,0C${n(wide)},${n(-s * 0.34)} ${n(wide * 0.9)},${n(-s)} 0,${n(-s)}C${n(-wide * 0.9)},${n(-s)} ${n(-wide)},${n(-s * 0.34)} 0,0Z" fill="${mix(tone, palette.light, light)}" fill-opacity="0.86"/>`
    }
  const heart = mix(palette.near, palette.accent, 0.25)
  shapes += `<circle r="${n(size * 0.17)}" fill="${heart}"/><circle r="${n(size * 0.09)}" fill="${mix(palette.sun, palette.light, 0.4)}"/>`
  art.add(
    `<g opacity="${n(opacity)}" transform="translate(${n(at.x)} ${n(at.y)}) scale(1 ${n(dice.between(0.72, 1))}) rotate(${n(turn)})">${shapes}</g>`,
  )
}

/** A cup of petals seen from the side. */
function paintPoppy(art: Art, at: Point, size: number, opacity: number, dice: Dice): void {
  const { palette } = art
  const tone = dice.pick([palette.accent, palette.sun] as const)
  const tilt = dice.between(-20, 20)
  const petal = (dx: number, light: number) =>
    `<path d="M0,0C${n(size * (dx - 0.5))},${n(-size * 0.08)} ${n(size * (dx - 0.52))},${n(-size * 0.8)} ${n(size * dx * 1.5)},${n(-size * (1.02 - Math.abs(dx) * 0.3))}C${n(size * (dx + 0.52))},${n(-size * 0.8)} ${n(size * (dx + 0.5))},${n(-size * 0.08)} 0,0Z" fill="${mix(tone, palette.light, light)}" fill-opacity="0.94"/>`
  art.add(
    `<g opacity="${n(opacity)}" transform="translate(${n(at.x)} ${n(at.y + size * 0.3)}) rotate(${n(tilt)})">${petal(-0.28, 0.22)}${petal(0.3, 0.12)}${petal(0, 0)}</g>`,
  )
}

/** Seeds up the last third of a stem. */
function paintGrassHead(art: Art, from: Point, to: Point, opacity: number, colour: string, dice: Dice): void {
  const seeds = art.count(10, 18)
  const tone = mix(colour, art.palette.sun, 0.5)
  for (let i = 0; i < seeds; i++) {
    const t = i / (seeds - 1)
    const x = from.x + (to.x - from.x) * t
    const y = from.y + (to.y - from.y) * t
    const size = (17 - 8 * t) * art.unit * dice.between(0.8, 1.2)
    const side = i % 2 === 0 ? -1 : 1
    art.add(
      `<ellipse transform="translate(${n(x + side * size * 0.5)} ${n(y)}) rotate(${n(side * 28)})" rx="${n(size * 0.32)}" ry="${n(size)}" fill="${tone}" fill-opacity="${n(opacity * 0.9)}"/>`,
    )
  }
}
