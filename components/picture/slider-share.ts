/** Where a slider that divides a picture stands, in whole hundredths of the width from the left. */
export type Share = number

export const MIDDLE: Share = 50

/** For a pointer at `clientX` over a box; beyond its edges is at its edges. */
export function shareAt(clientX: number, box: { left: number; width: number }): Share {
  if (box.width <= 0) return MIDDLE
  const share = Math.round(((clientX - box.left) / box.width) * 100)
  // `+ 0` turns a negative zero into zero.
  return Math.min(100, Math.max(0, share)) + 0
}

/** Whether two pictures have the same proportion, but for what rounding to whole pixels does. */
export function sameShape(
  one: { width: number; height: number },
  other: { width: number; height: number },
): boolean {
  return Math.abs((one.width * other.height) / (one.height * other.width) - 1) < 0.01
}
