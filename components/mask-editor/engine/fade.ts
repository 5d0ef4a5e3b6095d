import { PAINTED } from './mask.ts'
import { RIM } from './row-of.ts'

/** How strongly a brush paints by the square of the distance from its middle, so that no pixel needs a root. */
export interface Fade {
  strengths: Uint8Array
  /** Places of the table for 1 px². The last place is nothing at all. */
  perSquare: number
}

const PLACES = 8192
let last: { radius: number; hardness: number; fade: Fade } | null = null

/** The same brush draws thousands of lines: its table is kept. */
export function fadeOf(radius: number, hardness: number): Fade {
  if (last?.radius === radius && last.hardness === hardness) return last.fade
  const outer = radius + RIM
  const inner = Math.max(0, radius * hardness - RIM)
  const perSquare = PLACES / (outer * outer)
  const strengths = new Uint8Array(PLACES + 1)
  for (let place = 0; place < PLACES; place += 1) {
    const distance = Math.sqrt((place + 0.5) / perSquare)
    const share = Math.min(1, (outer - distance) / (outer - inner))
    strengths[place] = Math.round(share * share * (3 - 2 * share) * PAINTED)
  }
  const fade = { strengths, perSquare }
  last = { radius, hardness, fade }
  return fade
}
