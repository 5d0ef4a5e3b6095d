import type { Browser, Page } from '@playwright/test'
import { z } from 'zod'

const traceShape = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number(),
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({}).optional(),
    }),
  ),
})

/** All that the page's main thread did from one event until the next one came. */
export interface EventCost {
  type: string
  /** By the clock: on a busy machine with what others took. */
  wallMs: number
  /** Of a core. */
  cpuMs: number
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']

/**
 * What each event cost the main thread while something was done on a page: every task from the one that hands it over until the
 * next event's, so handlers, frames, style, layout, painting and the commit count, and what is put off until later does as well.
 * @param types of events, such as `pointermove`
 */
export async function costOfEvents(
  browser: Browser,
  page: Page,
  types: readonly string[],
  act: () => Promise<void>,
): Promise<EventCost[]> {
  await browser.startTracing(page, { categories })
  await act()
  const { traceEvents } = traceShape.parse(JSON.parse((await browser.stopTracing()).toString()))
  const events = traceEvents
    .filter(({ name, args }) => name === 'EventDispatch' && types.includes(typeOf(args)))
    .sort((a, b) => a.ts - b.ts)
  const [first] = events
  if (!first) throw new Error('the trace has no such event')
  const tasks = traceEvents
    .filter(({ name, tid, pid }) => name === 'RunTask' && tid === first.tid && pid === first.pid)
    .sort((a, b) => a.ts - b.ts)
  if (tasks.length === 0) throw new Error('the trace has no tasks')
  const costs: EventCost[] = []
  let next = 0
  for (const task of tasks) {
    const end = task.ts + (task.dur ?? 0)
    // Several events may come in one task, as the browser hands them over with a frame: each counts.
    let begun = 0
    for (let event = events[next]; event && event.ts <= end; event = events[next]) {
      if (event.ts >= task.ts) {
        costs.push({ type: typeOf(event.args), wallMs: 0, cpuMs: 0 })
        begun += 1
      }
      next += 1
    }
    for (const cost of costs.slice(begun > 0 ? -begun : -1)) {
      cost.wallMs += (task.dur ?? 0) / 1000 / Math.max(1, begun)
      cost.cpuMs += (task.tdur ?? task.dur ?? 0) / 1000 / Math.max(1, begun)
    }
  }
  return costs
}

function typeOf(args: Record<string, unknown> | undefined): string {
  const data = args?.data
  return typeof data === 'object' && data !== null && 'type' in data ? String(data.type) : ''
}
