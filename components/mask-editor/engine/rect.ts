/** A rectangle of whole pixels; `right` and `bottom` are the first ones outside. */
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

export function isEmpty({ left, top, right, bottom }: Rect): boolean {
  return right <= left || bottom <= top
}

/** The part that both have in common, which may be empty. */
export function intersect(one: Rect, other: Rect): Rect {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  }
}

/** The smallest one around both; an empty one adds nothing. */
export function union(one: Rect | null, other: Rect | null): Rect | null {
  if (!one || isEmpty(one)) return other && isEmpty(other) ? null : other
  if (!other || isEmpty(other)) return one
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}
