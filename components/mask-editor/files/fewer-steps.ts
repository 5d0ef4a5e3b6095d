import type { Mask } from '../engine/mask.ts'

/** The same mask with so many strengths, from nothing to full, each pixel at the nearest. */
export function withFewerSteps(mask: Mask, steps: number): Mask {
  const last = steps - 1
  return {
    ...mask,
    data: mask.data.map((value) => Math.round((Math.round((value / 255) * last) / last) * 255)),
  }
}
