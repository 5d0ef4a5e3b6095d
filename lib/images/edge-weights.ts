import { setImmediate } from 'node:timers/promises'

/** Steps of a distance, in tenths of a pixel: to the side and to the corner. */
const STRAIGHT = 10
const DIAGONAL = 14
/** Width of the soft edge: a share of the shorter side, within bounds in pixels. */
const EDGE_SHARE = 1 / 100
const EDGE_MIN = 2
const EDGE_MAX = 20
/** So many pixels are gone over before others get their turn. */
const ROUND = 500_000

/**
 * How much of a repainted picture shows at each pixel, from 0 to 255: 0 wherever the mask keeps a pixel, and from the border of the
 * painted area inwards ever more, so that the seam is not seen. Where an area is too narrow for the whole edge, the edge is as narrow.
 * @param alpha of the mask: 255 keeps, 0 repaints; what is between does both
 */
export async function edgeWeights(alpha: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const edgePx = Math.min(EDGE_MAX, Math.max(EDGE_MIN, Math.round(Math.min(width, height) * EDGE_SHARE)))
  const inside = await distanceInside(alpha, width, height, (edgePx + 1) * STRAIGHT)
  const widest = await widestNear(inside, width, height, edgePx)
  const weights = new Uint8Array(alpha.length)
  await inRounds(height, width, (y) => {
    for (let at = y * width; at < (y + 1) * width; at++) {
      const distance = inside[at] ?? 0
      if (distance === 0) continue
      // Half a step off, so that the pixel at the border already shows a little and the middle of a line shows all.
      const share = Math.min(1, (distance - STRAIGHT / 2) / Math.max(1, (widest[at] ?? 0) - STRAIGHT / 2))
      const eased = share * share * (3 - 2 * share)
      weights[at] = Math.round(eased * (255 - (alpha[at] ?? 255)))
    }
  })
  return weights
}

/** How deep each pixel lies in the painted area, up to `max`; 0 outside. The picture's own edge is no border. */
async function distanceInside(
  alpha: Uint8Array,
  width: number,
  height: number,
  max: number,
): Promise<Uint8Array> {
  const depth = new Uint8Array(alpha.length)
  const step = (at: number, x: number, row: number) => {
    // `row` is that of the neighbours which are known already: above on the way down, below on the way up.
    const own = depth[at] ?? 0
    const beside = row < at ? at - 1 : at + 1
    const hasBeside = row < at ? x > 0 : x < width - 1
    let least = own
    if (hasBeside) least = Math.min(least, (depth[beside] ?? 0) + STRAIGHT)
    if (row >= 0 && row < alpha.length) {
      least = Math.min(least, (depth[row] ?? 0) + STRAIGHT)
      if (x > 0) least = Math.min(least, (depth[row - 1] ?? 0) + DIAGONAL)
      if (x < width - 1) least = Math.min(least, (depth[row + 1] ?? 0) + DIAGONAL)
    }
    return least
  }
  await inRounds(height, width, (y) => {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (alpha[at] === 255) continue
      depth[at] = max
      depth[at] = step(at, x, at - width)
    }
  })
  await inRounds(height, width, (line) => {
    const y = height - 1 - line
    for (let x = width - 1; x >= 0; x--) {
      const at = y * width + x
      if (depth[at] !== 0) depth[at] = step(at, x, at + width)
    }
  })
  return depth
}

/** The greatest depth within so many pixels of each painted one: across, then down. */
async function widestNear(
  depth: Uint8Array,
  width: number,
  height: number,
  reach: number,
): Promise<Uint8Array> {
  const across = new Uint8Array(depth.length)
  const widest = new Uint8Array(depth.length)
  const max = (reach + 1) * STRAIGHT
  const along = (source: Uint8Array, at: number, back: number, ahead: number, stride: number) => {
    let most = source[at] ?? 0
    for (let near = -back; near <= ahead && most < max; near++) {
      most = Math.max(most, source[at + near * stride] ?? 0)
    }
    return most
  }
  await inRounds(height, width, (y) => {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (depth[at] === 0) continue
      across[at] = along(depth, at, Math.min(reach, x), Math.min(reach, width - 1 - x), 1)
    }
  })
  await inRounds(height, width, (y) => {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (depth[at] === 0) continue
      widest[at] = along(across, at, Math.min(reach, y), Math.min(reach, height - 1 - y), width)
    }
  })
  return widest
}

/** Goes over all rows, and lets others have their turn now and then: a worker beats its heart meanwhile. */
async function inRounds(height: number, width: number, row: (y: number) => void): Promise<void> {
  const rows = Math.max(1, Math.floor(ROUND / width))
  for (let y = 0; y < height; y++) {
    row(y)
    if (y % rows === rows - 1) await setImmediate()
  }
}
