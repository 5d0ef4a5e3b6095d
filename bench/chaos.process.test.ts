import { expect, it } from 'vitest'
import { z } from 'zod'
import { runScript } from '../scripts/testing/site-process.ts'

const figuresShape = z.looseObject({
  images: z.number(),
  delivered: z.number(),
  paid: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  released: z.number(),
  extraCalls: z.number(),
  ambiguousImages: z.number(),
  storm: z.object({ broken: z.record(z.string(), z.number()) }),
  problems: z.array(z.string()),
})

it('kills every part of a working site, and all ends as it should within 30 s', async () => {
  const run = runScript('bench/main.ts', ['chaos-short', '2026'], {})
  const { code } = await run.ended
  expect(code, run.output()).toBe(0)
  const figures = figuresShape.parse(JSON.parse(run.output()))
  expect(figures.problems).toEqual([])
  for (const part of ['workerKilled', 'sandboxKilled', 'databaseKilled', 'workerTerminated']) {
    expect(figures.storm.broken[part], part).toBeGreaterThan(0)
  }
  expect(figures.images).toBe(40)
  expect(figures.delivered).toBeGreaterThan(20)
  expect(figures.paid).toBe(figures.delivered)
  expect(figures.released).toBe(figures.failed + figures.cancelled)
  expect(figures.extraCalls).toBeLessThanOrEqual(figures.ambiguousImages)
})
