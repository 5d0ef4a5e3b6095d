import type { MonthCount } from '#lib/library/view.ts'

/** The month in which the picture at a place of the wall was made; undefined where nobody knows. @param index counted from `asOf` */
export function monthAt(months: readonly MonthCount[], index: number): string | undefined {
  if (index < 0) return undefined
  let before = 0
  for (const { start, count } of months) {
    before += count
    if (index < before) return start
  }
  return undefined
}
