import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { expect, test } from './fixtures/test.ts'
import { createUser, signIn } from './fixtures/users.ts'

const jobsShape = z.object({
  jobs: z.array(z.object({ id: z.string(), n: z.number(), quoteCredits: z.number() })),
})

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

test('the picture is watched while it comes, and more can be queued meanwhile', async ({
  page,
  studio,
  words,
}) => {
  const job = words('job')
  await studio.prompt.fill('first, slowly [[delay:4s]]')
  await studio.paint.click()
  await expect(studio.job('first, slowly').getByText(job('calling'), { exact: false })).toBeVisible()
  await expect(
    studio.job('first, slowly').getByRole('img', { name: job('preview', { number: 1 }) }),
  ).toBeVisible()
  await studio.prompt.fill('second at once')
  await page.keyboard.press('Control+Enter')
  await expect(studio.pictures('second at once')).toHaveCount(1)
  await expect(studio.pictures('first, slowly')).toHaveCount(1)
})

test('a double click is one job', { tag: '@once' }, async ({ page, studio }) => {
  await studio.prompt.fill('clicked twice')
  await studio.paint.dblclick()
  await expect(studio.pictures('clicked twice')).toHaveCount(1)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs).toHaveLength(1)
})

test('several pictures are one job, paid one by one, and the price is told before', async ({
  page,
  studio,
  words,
}) => {
  await studio.prompt.fill('three of a kind')
  await studio.form.getByRole('button', { name: words('studio')('countMore') }).click({ clickCount: 2 })
  const total = await studio.totalShown()
  await studio.paint.click()
  await expect(studio.pictures('three of a kind')).toHaveCount(3)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs[0]).toMatchObject({ n: 3 })
  expect(3 * (jobs[0]?.quoteCredits ?? 0)).toBe(total)
  await expect(studio.job('three of a kind').getByText(studio.credits(total))).toBeVisible()
})

test('an empty prompt is told at the field and costs nothing', async ({ page, studio, words }) => {
  await studio.paint.click()
  await expect(studio.prompt).toHaveAttribute('aria-invalid', 'true')
  await expect(studio.prompt).toBeFocused()
  await expect(studio.form.getByText(words('problems')('prompt_empty'))).toBeVisible()
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs).toHaveLength(0)
})

test('what is typed survives a reload', async ({ page, studio }) => {
  await studio.prompt.fill('not to be lost')
  await page.reload()
  await expect(studio.prompt).toHaveValue('not to be lost')
})

test('a size that is not allowed names the nearest that is', async ({ studio, words }) => {
  const t = words('studio')
  await studio.form.getByRole('button', { name: t('sizeMore'), exact: true }).click()
  await studio.form.getByText(t('sizeOwn'), { exact: true }).click()
  await studio.form.getByLabel(t('sizeWidth'), { exact: true }).fill('1000')
  await studio.form.getByLabel(t('sizeHeight'), { exact: true }).fill('1000')
  await studio.form.getByRole('button', { name: t('sizeUse', { size: '1008 × 1008' }) }).click()
  await studio.prompt.fill('an odd size')
  await studio.paint.click()
  await expect(studio.pictures('an odd size')).toHaveCount(1)
})

test('a cleared width has no price, and nothing is painted in the size before it', async ({
  page,
  studio,
  words,
}) => {
  const t = words('studio')
  await studio.prompt.fill('no width')
  await studio.form.getByRole('button', { name: t('sizeMore'), exact: true }).click()
  await studio.form.getByText(t('sizeOwn'), { exact: true }).click()
  const width = studio.form.getByLabel(t('sizeWidth'), { exact: true })
  await width.fill('')
  await expect(studio.form.getByText(t('sizeWidthMissing'))).toBeVisible()
  await expect(studio.form.locator('strong').last()).toHaveText('–')
  await studio.paint.click()
  await expect(width).toBeFocused()
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs).toHaveLength(0)
})

test('moderation says so kindly and takes nothing', async ({ studio, words }) => {
  await studio.prompt.fill('blocked picture [[blocked]]')
  await studio.paint.click()
  const job = studio.job('blocked picture')
  await expect(job.getByText(words('job')('failed'))).toBeVisible()
  await expect(job.getByText(words('job')('noCharge'), { exact: true })).toBeVisible()
  await expect(studio.form.getByText(studio.credits(10_000))).toBeVisible()
})

test('a job in line is cancelled at once, and its credits come back', async ({ page, studio, words }) => {
  const t = words('job')
  await studio.prompt.fill('to be cancelled [[delay:5s]]')
  for (let more = 0; more < 9; more++) {
    await studio.form.getByRole('button', { name: words('studio')('countMore') }).click()
  }
  await studio.paint.click()
  const job = studio.job('to be cancelled')
  await job.getByRole('button', { name: t('cancelAll') }).click()
  await expect(job.getByText(t('cancelledNote')).first()).toBeVisible()
  await expect(page.getByText(t('cancelAll'))).toBeHidden({ timeout: 30_000 })
})

test('a form older than a price change asks again, and pays what it agreed to', { tag: '@once' }, async ({
  page,
  studio,
  words,
}) => {
  const t = words('studio')
  // The page was loaded before the price went up by three credits.
  await page.route(
    '**/api/jobs',
    async (route, request) => {
      const body = z.looseObject({ quoteCredits: z.number() }).parse(request.postDataJSON())
      await route.continue({ postData: JSON.stringify({ ...body, quoteCredits: body.quoteCredits - 3 }) })
    },
    { times: 1 },
  )
  await studio.prompt.fill('an old price')
  await studio.paint.click()
  await expect(page.getByText(t('quoteChangedTitle'))).toBeVisible()
  await expect(studio.prompt).toHaveValue('an old price')
  const total = await studio.totalShown()
  await page.getByRole('button', { name: t('quoteChangedConfirm', { total }) }).click()
  await expect(studio.pictures('an old price')).toHaveCount(1)
})

test('two tabs see the same work', { tag: '@once' }, async ({ context, page, studio, language }) => {
  const other = await context.newPage()
  await other.goto(`/${language}/studio`)
  await studio.prompt.fill('seen in both tabs')
  await studio.paint.click()
  await expect(studio.pictures('seen in both tabs')).toHaveCount(1)
  await expect(other.getByRole('article', { name: 'seen in both tabs' })).toBeVisible()
  await expect(page.getByRole('article', { name: 'seen in both tabs' })).toBeVisible()
})

test('the first-class old models paint here', { tag: '@once' }, async ({ studio }) => {
  for (const [name, prompt] of [
    ['DALL·E 3', 'by the third'],
    ['DALL·E 2', 'by the second'],
    ['GPT Image 1', 'by the first'],
  ] as const) {
    await studio.chooseModel(name)
    await studio.prompt.fill(prompt)
    await studio.paint.click()
    await expect(studio.pictures(prompt)).toHaveCount(1)
  }
})

test.describe('with too few credits', () => {
  test.use({ credits: 5 })

  test('says how many are missing and keeps the form', async ({ studio, words }) => {
    await studio.prompt.fill('too dear')
    await expect(studio.form.getByText(/\d/).first()).toBeVisible()
    await studio.paint.click()
    await expect(studio.form.getByRole('alert')).toContainText(
      words('errors')('insufficient_credits_missing', { missing: 51 }),
    )
    await expect(studio.prompt).toHaveValue('too dear')
  })
})

test('nobody opens somebody else’s work', async ({ page, studio, browser, language, baseURL }) => {
  await studio.prompt.fill('mine alone')
  await studio.paint.click()
  await expect(studio.pictures('mine alone')).toHaveCount(1)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  const href = await studio.pictures('mine alone').getAttribute('href')
  const imageId = href?.split('/').at(-1)

  const visitor = await browser.newContext({ baseURL })
  const stranger = await browser.newContext({ baseURL })
  await signIn(stranger.request, await createUser({ baseURL: baseURL ?? '', credits: 0 }))
  for (const path of [`/api/jobs/${jobs[0]?.id}`, `/api/images/${imageId}/file`, `/api/images/${imageId}`]) {
    expect((await page.request.get(path)).status()).toBe(200)
    expect((await visitor.request.get(path)).status()).toBe(401)
    expect((await stranger.request.get(path)).status()).toBe(404)
  }
  expect((await stranger.request.post(`/api/jobs/${jobs[0]?.id}/cancel`)).status()).toBe(404)
  expect((await stranger.request.get(`/${language}/pictures/${imageId}`)).status()).toBe(404)
  await visitor.close()
  await stranger.close()
})

test('garbage for an id is not found, and never a fault of ours', async ({ page, language }) => {
  for (const id of [randomUUID(), 'garbage', '%00', '9'.repeat(300)]) {
    for (const path of [`/api/jobs/${id}`, `/api/images/${id}/file`]) {
      expect([400, 404]).toContain((await page.request.get(path)).status())
    }
    expect([400, 404]).toContain((await page.request.post(`/api/jobs/${id}/cancel`)).status())
    expect([400, 404]).toContain((await page.request.get(`/${language}/pictures/${id}`)).status())
  }
})
