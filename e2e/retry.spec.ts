import { z } from 'zod'
import { expect, test } from './fixtures/test.ts'

// The sandbox drops the first calls with a model and a prompt; each picture is called for twice before it is given up.
const jobsShape = z.object({ jobs: z.array(z.object({ id: z.string(), n: z.number(), state: z.string() })) })
const patience = { timeout: 30_000 }

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

test('one that failed is tried again for a price told before, once, however often it is clicked', async ({
  page,
  studio,
  words,
  language,
}) => {
  const t = words('job')
  const prompt = `one more try ${language} [[drop:x2]] [[delay:1s]]`
  await studio.prompt.fill(prompt)
  const cost = t('cost', { count: await studio.totalShown() })
  await studio.paint.click()
  const failed = studio.job(prompt).last()
  await expect(failed.getByText(words('failures')('no_answer'))).toBeVisible(patience)
  await failed.getByRole('button', { name: t('retryOne', { cost }) }).dblclick()

  const link = failed.getByRole('link', { name: t('retriedSee', { number: 1 }) })
  await expect(link).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: t('retryAccepted', { count: 1 }) })).toBeAttached()
  await expect(studio.job(prompt)).toHaveCount(2)
  await expect(studio.pictures(prompt)).toHaveCount(1)
  await expect(
    studio
      .job(prompt)
      .first()
      .getByRole('link', { name: /one more try/ }),
  ).toBeVisible()
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs.map(({ state }) => state)).toEqual(['succeeded', 'failed'])

  await link.click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${jobs[0]?.id}$`))
  await expect(studio.pictures(prompt)).toHaveCount(1)
})

test('all that failed in one job are tried again together', { tag: '@once' }, async ({
  page,
  studio,
  words,
  language,
}) => {
  const t = words('job')
  const prompt = `three more tries ${language} [[drop:x6]]`
  await studio.prompt.fill(prompt)
  await studio.form.getByRole('button', { name: words('studio')('countMore') }).click({ clickCount: 2 })
  const cost = t('cost', { count: await studio.totalShown() })
  await studio.paint.click()
  const failed = studio.job(prompt).last()
  const retry = failed.getByRole('button', { name: t('retryAll', { count: 3, cost }) })
  await expect(retry).toBeVisible(patience)
  // Each reason is said once, not on every tile.
  await expect(failed.getByText(words('failures')('no_answer'))).toHaveCount(1)
  await retry.click()
  await expect(failed.getByRole('link', { name: t('retriedSee', { number: 1 }) })).toBeFocused()
  await expect(retry).toBeHidden()
  await expect(studio.pictures(prompt)).toHaveCount(3)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs.map(({ n }) => n)).toEqual([3, 3])
})

test('what failed in several jobs is tried again with one button, its price said first', {
  tag: '@once',
}, async ({ page, studio, words, language }) => {
  const t = words('studio')
  const prompts = ['first', 'second'].map((name) => `${name} of an outage ${language} [[drop:x2]]`)
  let total = 0
  for (const prompt of prompts) {
    await studio.prompt.fill(prompt)
    total += await studio.totalShown()
    await studio.paint.click()
    await expect(studio.job(prompt)).toBeVisible()
  }
  const retryAll = page.getByRole('button', {
    name: t('retryAllJobs', { cost: words('job')('cost', { count: total }) }),
  })
  await expect(retryAll).toBeVisible(patience)
  await expect(page.getByText(t('failedJobs', { count: 2, jobs: 2 }))).toBeVisible()
  await retryAll.click()
  await expect(page.getByRole('article').first()).toBeFocused()
  await expect(retryAll).toBeHidden()
  for (const prompt of prompts) await expect(studio.pictures(prompt)).toHaveCount(1)
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('a price that has changed is asked about before anything is tried again', { tag: '@once' }, async ({
  page,
  studio,
  words,
  language,
}) => {
  const t = words('studio')
  const prompt = `a dearer try ${language} [[drop:x2]]`
  await studio.prompt.fill(prompt)
  const total = await studio.totalShown()
  await studio.paint.click()
  const failed = studio.job(prompt).last()
  const retry = failed.getByRole('button', {
    name: words('job')('retryOne', { cost: studio.credits(total) }),
  })
  await expect(retry).toBeVisible(patience)
  await page.route(
    '**/retry',
    (route) => route.continue({ postData: JSON.stringify({ quoteCredits: total - 3 }) }),
    {
      times: 1,
    },
  )
  await retry.click()
  await expect(failed.getByRole('alert')).toContainText(t('quoteChangedTotal', { total }))
  await expect(page.getByRole('article')).toHaveCount(1)
  await failed.getByRole('button', { name: t('quoteChangedConfirm', { total }) }).click()
  await expect(studio.pictures(prompt)).toHaveCount(1)
})

test('what was declined is not offered again as it is: it goes back to the form', async ({
  page,
  studio,
  words,
}) => {
  const t = words('job')
  await studio.prompt.fill('better said otherwise [[blocked]]')
  await studio.paint.click()
  const job = studio.job('better said otherwise')
  await expect(job.getByRole('button', { name: t('change') })).toBeVisible()
  await expect(job.getByRole('button', { name: t('retryOne', { cost: '' }) })).toBeHidden()
  await studio.prompt.fill('something else meanwhile')
  await job.getByRole('button', { name: t('change') }).click()
  await expect(studio.prompt).toBeFocused()
  await expect(studio.prompt).toHaveValue('better said otherwise [[blocked]]')
  await expect(page.getByRole('article')).toHaveCount(1)
})
