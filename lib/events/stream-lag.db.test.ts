import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { processMetrics } from '#lib/metrics/process-metrics.ts'
import { appendEvents } from './append-events.ts'
import { eventStream } from './event-stream.ts'

async function counted(): Promise<number> {
  const { values } = await processMetrics().streamLag.get()
  return values.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0
}

function append(userId: string): Promise<void> {
  return db.$transaction((tx) => appendEvents(tx, userId, [{ type: 'wallet', data: {} }]))
}

it('measures how late an event is sent, and not how long a browser was away', async () => {
  const userId = await newUser(0)
  await append(userId)
  const leave = new AbortController()
  let heard = ''
  const reading = eventStream(userId, 0n, leave.signal).pipeTo(
    new WritableStream<Uint8Array>({
      write(bytes) {
        heard += new TextDecoder().decode(bytes)
      },
    }),
  )
  await expect.poll(() => heard).toContain('id: 1\n')
  expect(await counted()).toBe(0)
  await append(userId)
  await expect.poll(() => heard).toContain('id: 2\n')
  expect(await counted()).toBe(1)
  leave.abort()
  await reading
})
