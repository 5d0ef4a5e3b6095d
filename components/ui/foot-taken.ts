/** Where something stands in the window. */
export interface Edges {
  left: number
  right: number
  top: number
  bottom: number
}

/** As near to the edge as this, in pixels, something stands on it. */
const NEAR_PX = 24

/**
 * How many pixels at the foot of the window are taken by bars that stick there, and by what stands upon those, under something that
 * reaches from `left` to `right`.
 */
export function footTaken(
  standing: readonly Edges[],
  { left, right }: Pick<Edges, 'left' | 'right'>,
  windowHeight: number,
): number {
  let edge = windowHeight
  const fromBelow = standing.toSorted((one, other) => other.bottom - one.bottom)
  for (const each of fromBelow) {
    const isUnder = each.left < right && each.right > left
    if (isUnder && each.top < edge && each.bottom > edge - NEAR_PX) edge = each.top
  }
  return windowHeight - edge
}
