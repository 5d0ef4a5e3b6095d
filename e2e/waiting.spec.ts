import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import type { Wait } from '#lib/jobs/view.ts'
import { order } from './fixtures/orders.ts'
import { expect, test } from './fixtures/test.ts'
import { createUser, signIn } from './fixtures/users.ts'

/** Any of some sentences. */
function anyOf(sentences: string[]): RegExp {
  return new RegExp(sentences.map((sentence) => sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))
}

const statesShape = z.object({ job: z.object({ images: z.array(z.object({ state: z.string() })) }) })
const wait = z.object({ reason: z.literal('line'), ahead: z.number() })
const placeShape = z.object({ job: z.object({ images: z.tuple([z.object({ wait })]) }) })

async function statesOf(request: APIRequestContext, jobId: string): Promise<string[]> {
  const { job } = statesShape.parse(await (await request.get(`/api/jobs/${jobId}`)).json())
  return job.images.map(({ state }) => state)
}

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

test('who comes behind somebody’s ten pictures is told the place in line, and gets on', {
  tag: '@once',
}, async ({ page, studio, words, browser, baseURL }) => {
  const t = words('job')
  const elsewhere = await browser.newContext({ baseURL })
  await signIn(elsewhere.request, await createUser({ baseURL: baseURL ?? '', credits: 10_000 }))
  const jobId = await order(elsewhere.request, 'ten before [[delay:4s]]', 10)
  // Nothing moves any more: every place is taken, by these or by another test's, and two of these are in line.
  let before = ''
  await expect
    .poll(
      async () => {
        const states = await statesOf(elsewhere.request, jobId)
        const isStill = states.join() === before && states.filter((state) => state === 'queued').length === 2
        before = states.join()
        return isStill
      },
      { intervals: [500] },
    )
    .toBe(true)

  await studio.prompt.fill('behind somebody')
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await studio.paint.click()
  const { job } = placeShape.parse(await (await answered).json())
  expect(job.images[0].wait.ahead).toBeGreaterThanOrEqual(2)
  const places = Array.from({ length: 40 }, (_, index) => t('wait.line', { place: index + 1 }))
  await expect(studio.job('behind somebody').getByText(anyOf(places))).toBeVisible()
  await elsewhere.request.post(`/api/jobs/${jobId}/cancel`)
  await expect(studio.pictures('behind somebody')).toHaveCount(1, { timeout: 20_000 })
  await elsewhere.close()
})

test('one picture in line is cancelled, free, while the others go on', async ({ studio, words }) => {
  const t = words('job')
  await studio.prompt.fill('ten of mine [[delay:3s]]')
  for (let more = 0; more < 9; more++) {
    await studio.form.getByRole('button', { name: words('studio')('countMore') }).click()
  }
  await studio.paint.click()
  const job = studio.job('ten of mine')
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
  const inLine = anyOf([
    ...numbers.map((ahead) => t('wait.own', { ahead })),
    ...numbers.map((place) => t('wait.line', { place })),
  ])
  const last = job.getByRole('listitem').nth(9)
  await expect(last.getByText(inLine)).toBeVisible()
  await last.getByRole('button', { name: t('cancel') }).click()
  await expect(last.getByText(t('cancelledNote'))).toBeVisible()
  await expect(job.getByText(t('cancelledNote'))).toHaveCount(1)
  await job.getByRole('button', { name: t('cancelAll') }).click()
  await expect(job.getByRole('button', { name: t('cancelAll') })).toBeHidden({ timeout: 30_000 })
})

test('what holds pictures up is said truthfully, and that cancelling is free', async ({
  page,
  studio,
  words,
}) => {
  const t = words('job')
  const until = new Date(Date.now() + 90_000).toISOString()
  const waits: Record<string, Wait> = {
    'held by the provider’s account': { reason: 'stopped' },
    'held by a pause': { reason: 'paused', until },
    'held by a dead line': { reason: 'unreachable', until },
    'held by the brake': { reason: 'braked', until },
    'held by a fault': { reason: 'later', until },
  }
  const image = z.looseObject({ state: z.string() })
  const job = z.looseObject({ prompt: z.string(), images: z.array(image) })
  const answer = z.looseObject({ job: job.optional(), jobs: z.array(job).optional() })
  // The states themselves are the database's (lib/jobs/read-waits.db.test.ts), and nobody else's test may be held up by them.
  await page.route('**/api/jobs**', async (route) => {
    const response = await route.fetch()
    const body = answer.parse(await response.json())
    for (const each of [...(body.jobs ?? []), ...(body.job ? [body.job] : [])]) {
      const wait = waits[each.prompt]
      Object.assign(each, { state: 'queued', finishedAt: null })
      for (const one of each.images) Object.assign(one, { state: 'queued', wait, finishedAt: null })
    }
    await route.fulfill({ response, json: body })
  })
  for (const prompt of Object.keys(waits)) {
    await studio.prompt.fill(prompt)
    await studio.paint.click()
    await expect(studio.job(prompt)).toBeVisible()
  }

  const stopped = studio.job('held by the provider’s account')
  await expect(stopped.getByText(t('hold.stopped'))).toBeVisible()
  await expect(stopped.getByText(t('wait.onHold'))).toBeVisible()
  await expect(stopped.getByRole('button', { name: t('cancel') })).toBeVisible()

  const seconds = Array.from({ length: 90 }, (_, index) => t('seconds', { count: index + 1 }))
  const sentences = (write: (time: string) => string) => anyOf(seconds.map(write))
  const unreachable = studio.job('held by a dead line')
  await expect(unreachable.getByText(sentences((time) => t('hold.unreachable', { time })))).toBeVisible()
  await expect(
    studio.job('held by the brake').getByText(sentences((time) => t('hold.braked', { time }))),
  ).toBeVisible()
  const fault = studio.job('held by a fault').getByText(sentences((time) => t('wait.later', { time })))
  const before = await fault.textContent()
  await expect(fault).not.toHaveText(before ?? '')

  const paused = studio.job('held by a pause')
  const { timeZone } = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions())
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(new Date(until))
  await expect(paused.getByText(clock)).toBeVisible()
  // One may be on its way just now.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
