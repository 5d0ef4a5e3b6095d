import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { createUser } from '#lib/accounts/create-user.ts'
import { AppError } from '#lib/http/app-error.ts'
import { cancelImages } from '#lib/jobs/cancel-images.ts'
import { newJob, newRequest, newUser } from '#lib/jobs/job-fixtures.ts'
import { signIn } from '../scripts/testing/browser-session.ts'
import type { Order } from './chaos-orders.ts'

/** More than all of one user's orders can cost. */
export const CREDITS = 1_000_000

export interface Customer {
  userId: string
  /** Where they have a browser: what they order goes through the website. */
  cookie: string | null
}

const jobAnswer = z.object({ job: z.object({ id: z.string() }) })
const password = 'a password for measurements'

/** So many people with credits; the first two have a browser, where there is a website. */
export async function makeCustomers(count: number, webUrl: string | null): Promise<Customer[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      if (!webUrl || index > 1) return { userId: await newUser(CREDITS), cookie: null }
      const email = `customer-${index}@example.com`
      const { id } = await createUser({ email, password, credits: CREDITS, role: 'user' })
      return { userId: id, cookie: await signIn(webUrl, { email, password }) }
    }),
  )
}

/** What a patient person does: asks again, with the same key, until there is an answer. */
async function persist<T>(what: string, ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + 90_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof AppError || performance.now() > deadline) {
        throw new Error(`${what}: ${error}`, { cause: error })
      }
      await delay(200)
    }
  }
}

async function orderByWeb(webUrl: string, cookie: string, order: Order): Promise<string> {
  const answer = await fetch(`${webUrl}/api/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(newRequest(order)),
    signal: AbortSignal.timeout(15_000),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return jobAnswer.parse(await answer.json()).job.id
}

/** Makes the order, however often the site is down meanwhile, and cancels it in its time. Answers the job's id. */
export async function carryOut(
  order: Order,
  { userId, cookie }: Customer,
  webUrl: string | null,
): Promise<string> {
  const jobId = await persist(`order ${order.prompt}`, async () =>
    webUrl && cookie ? orderByWeb(webUrl, cookie, order) : (await newJob(userId, order)).id,
  )
  if (order.cancelAfterMs !== null) {
    await delay(order.cancelAfterMs)
    await persist(`cancel ${order.prompt}`, () => cancelImages(userId, { jobId }))
  }
  return jobId
}
