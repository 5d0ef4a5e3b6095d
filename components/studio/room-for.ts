import type { CSSProperties } from 'react'
import { parseSize } from '#lib/catalog/choices.ts'
import type { JobView } from '#lib/jobs/view.ts'

/** The words and buttons of an entry, and those below each row of its pictures: in rem. */
const WORDS_REM = 11
const FOOT_REM = 4
/** For one picture, two, three … : as an entry hangs them (./job-entry.tsx), and a little. */
const tallestRem = [32, 26, 22, 18, 15] as const

/**
 * About how high an entry of the results is that was not drawn yet: rather too high than too low, or what is in it would lie over
 * the next one.
 */
export function roomFor(jobs: readonly [JobView, ...JobView[]]): CSSProperties {
  const [first] = jobs
  const { width, height } = parseSize(first.params.size) ?? { width: 1, height: 1 }
  const count = jobs.length > 1 ? jobs.length : first.n
  const column = count === 1 ? '100vw' : '50vw'
  const tallest = tallestRem[Math.min(count, tallestRem.length) - 1] ?? 15
  const picture = `min(${column} * ${(height / width).toFixed(3)}, ${tallest}rem)`
  const rows = Math.ceil(count / 2)
  return { containIntrinsicHeight: `auto calc(${rows} * (${picture} + ${FOOT_REM}rem) + ${WORDS_REM}rem)` }
}
