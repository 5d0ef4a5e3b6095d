import { type Dice, rollDice } from './dice.ts'
import type { Palette } from './palettes.ts'

export interface Point {
  x: number
  y: number
}

/** One picture in the making: an SVG that grows from the back to the front. Lengths are pixels of the result. */
export class Art {
  readonly width: number
  readonly height: number
  /** A thousandth of the short edge. */
  readonly unit: number
  readonly palette: Palette
  /** 0 (sketch) to 1 (all there is). */
  readonly detail: number
  readonly #seed: string
  readonly #shapes: string[] = []
  readonly #defs: string[] = []

  constructor(options: { width: number; height: number; palette: Palette; detail: number; seed: string }) {
    this.width = options.width
    this.height = options.height
    this.unit = Math.min(options.width, options.height) / 1000
    this.palette = options.palette
    this.detail = options.detail
    this.#seed = options.seed
  }

  /** Chance for one part of the picture, so that more detail in one part moves nothing in another. */
  dice(part: string): Dice {
    return rollDice(`${this.#seed}|${part}`)
  }

  add(shape: string): void {
    this.#shapes.push(shape)
  }

  /** A top-down gradient over the shape's box. Stops are `[offset, colour, opacity]`. */
  fade(stops: readonly (readonly [number, string, number])[], box?: { y1: number; y2: number }): string {
    const id = `d${this.#defs.length}`
    const place = box
      ? `gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="${n(box.y1)}" y2="${n(box.y2)}"`
      : 'x1="0" x2="0" y1="0" y2="1"'
    this.#defs.push(`<linearGradient id="${id}" ${place}>${stops.map(stop).join('')}</linearGradient>`)
    return `url(#${id})`
  }

  glow(stops: readonly (readonly [number, string, number])[]): string {
    const id = `d${this.#defs.length}`
    this.#defs.push(`<radialGradient id="${id}">${stops.map(stop).join('')}</radialGradient>`)
    return `url(#${id})`
  }

  /** Share of the ramp from the farthest layer (0) to the nearest (1), as an even count of things. */
  count(least: number, most: number): number {
    return Math.round(least + (most - least) * this.detail)
  }

  /** The whole SVG; `round` keeps a round window of it and leaves the rest transparent. */
  toSvg(round: boolean): string {
    const { width, height } = this
    const radius = n(Math.min(width, height) * 0.47)
    const clip = round
      ? `<clipPath id="round"><circle cx="${n(width / 2)}" cy="${n(height / 2)}" r="${radius}"/></clipPath>`
      : ''
    const body = round ? `<g clip-path="url(#round)">${this.#shapes.join('')}</g>` : this.#shapes.join('')
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${this.#defs.join('')}${clip}</defs>${body}</svg>`
  }
}

function stop([offset, colour, opacity]: readonly [number, string, number]): string {
  return `<stop offset="${n(offset)}" stop-color="${colour}" stop-opacity="${n(opacity)}"/>`
}

/** A number as short as the picture needs. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** A soft line through the points (quadratic curves between the midpoints). */
export function softLine(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  let path = `M${n(first.x)},${n(first.y)}`
  for (let i = 0; i < rest.length; i++) {
    const here = rest[i]
    const next = rest[i + 1]
    if (here === undefined) continue
    if (next === undefined) path += `L${n(here.x)},${n(here.y)}`
    else path += `Q${n(here.x)},${n(here.y)} ${n((here.x + next.x) / 2)},${n((here.y + next.y) / 2)}`
  }
  return path
}

/** The area between a line and the lower edge. */
export function areaBelow(points: readonly Point[], bottom: number): string {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return ''
  return `${softLine(points)}L${n(last.x)},${n(bottom)}L${n(first.x)},${n(bottom)}Z`
}
