import { z } from 'zod'
import { expect, test } from './fixtures/test.ts'

const jobsShape = z.object({
  jobs: z.array(
    z.object({ prompt: z.string(), comparisonId: z.string().nullable(), quoteCredits: z.number() }),
  ),
})

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

test('two qualities are compared side by side, at the price that was told before', async ({
  page,
  context,
  studio,
  words,
}) => {
  const t = words('studioTools')
  const quality = words('choices')
  await studio.prompt.fill('compared at once')
  await studio.form.getByRole('button', { name: words('studio')('compare') }).click()
  const dialog = page.getByRole('dialog', { name: t('compare.title') })
  const model = dialog.getByRole('group', { name: 'GPT Image 2', exact: true })
  // What is proposed at first is taken away again.
  const ticked = dialog.locator('label').filter({ has: page.getByRole('checkbox', { checked: true }) })
  await expect(ticked).toHaveCount(2)
  await ticked.first().click()
  await ticked.first().click()
  await expect(dialog.getByText(t('compare.tooFew', { min: 2 }))).toBeVisible()
  await model.getByText(quality('quality.low'), { exact: true }).click()
  await model.getByText(quality('quality.high'), { exact: true }).click()
  const total = Number(/\d+/.exec((await dialog.locator('strong').textContent()) ?? '')?.[0])
  // Without a line the page stays and says so; with one it is sent, once.
  const send = dialog.getByRole('button', { name: t('compare.send', { count: 2 }) })
  await context.setOffline(true)
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText(words('errors')('network'))
  await context.setOffline(false)
  await send.dblclick()
  await expect(studio.pictures('compared at once')).toHaveCount(2)
  await expect(studio.job('compared at once').getByText('GPT Image 2', { exact: true })).toHaveCount(2)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(new Set(jobs.map(({ comparisonId }) => comparisonId)).size).toBe(1)
  expect(jobs.reduce((sum, { quoteCredits }) => sum + quoteCredits, 0)).toBe(total)
})

test('a preset is saved, used again and taken back', async ({ page, studio, words }) => {
  const t = words('studioTools')
  const tStudio = words('studio')
  const count = studio.form.getByLabel(tStudio('count'), { exact: true })
  const open = studio.form.getByRole('button', { name: tStudio('presets') })
  const dialog = page.getByRole('dialog', { name: t('presets.title') })
  await studio.form.getByRole('button', { name: tStudio('countMore') }).click({ clickCount: 2 })
  await open.click()
  await dialog.getByLabel(t('presets.name')).fill('"Three" <b>三</b>')
  // Twice in a hurry is once, and no complaint about the name.
  await dialog.getByRole('button', { name: t('presets.save') }).dblclick()
  await expect(dialog.getByRole('status')).toContainText('"Three" <b>三</b>')
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await count.fill('1')
  await studio.prompt.fill('stays as it is')
  await open.click()
  await dialog.getByRole('button', { name: /^"Three" <b>三<\/b>/ }).click()
  await expect(count).toHaveValue('3')
  await expect(studio.prompt).toHaveValue('stays as it is')
  // What is typed before it is taken back is kept.
  await studio.prompt.press('End')
  await studio.prompt.pressSequentially(', and goes on')
  await page.getByRole('button', { name: words('common')('undo') }).click()
  await expect(count).toHaveValue('1')
  await expect(studio.prompt).toHaveValue('stays as it is, and goes on')
})

test('arrow keys walk through earlier prompts and back to the draft', async ({ page, studio }) => {
  for (const prompt of ['the first of two', 'the second of two']) {
    await studio.prompt.fill(prompt)
    await studio.paint.click()
    await expect(studio.pictures(prompt)).toHaveCount(1)
  }
  await studio.prompt.fill('half a draft, long enough to be shown on more than one line of the field')
  await page.keyboard.press('ArrowUp')
  // Only the caret went up: it was on the last line.
  await expect(studio.prompt).toHaveValue(/^half a draft/)
  await page.keyboard.press('ArrowUp')
  await expect(studio.prompt).toHaveValue('the second of two')
  await page.keyboard.press('ArrowUp')
  await expect(studio.prompt).toHaveValue('the first of two')
  await page.keyboard.press('ArrowDown')
  await expect(studio.prompt).toHaveValue('the second of two')
  await page.keyboard.press('ArrowDown')
  await expect(studio.prompt).toHaveValue(/^half a draft/)
})

test('single keys open what they say, not while somebody types, and can be switched off', async ({
  page,
  studio,
  words,
}) => {
  const t = words('studioTools')
  const list = page.getByRole('dialog', { name: t('shortcuts.title') })
  await studio.prompt.fill('why')
  await studio.prompt.press('?')
  await expect(studio.prompt).toHaveValue('why?')
  await studio.paint.focus()
  await page.keyboard.press('?')
  await expect(list).toBeVisible()
  await list.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('m')
  await page.keyboard.press('/')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(studio.prompt).not.toBeFocused()
})

test('an order that finds no line is sent once when it is back', async ({ page, context, studio, words }) => {
  await studio.prompt.fill('ordered on a train')
  await context.setOffline(true)
  await studio.paint.dblclick()
  await expect(studio.form.getByText(words('studio')('unsent', { count: 1 }))).toBeVisible()
  await context.setOffline(false)
  await expect(studio.pictures('ordered on a train')).toHaveCount(1)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  expect(jobs).toHaveLength(1)
})

test('an order that finds no line outlives a reload; of an hour ago it is sent only after a word', {
  tag: '@once',
}, async ({ page, studio, words }) => {
  const t = words('studio')
  const jobs = async () => jobsShape.parse(await (await page.request.get('/api/jobs')).json()).jobs
  await page.route('**/api/jobs', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await studio.prompt.fill('ordered in a tunnel')
  await studio.paint.click()
  const unsent = studio.form.getByText(t('unsent', { count: 1 }))
  await expect(unsent).toBeVisible()
  await studio.prompt.fill('written since')
  await page.reload()
  await expect(unsent).toBeVisible()
  await page.evaluate((hour) => {
    for (const [key, text] of Object.entries<string>({ ...sessionStorage })) {
      const order: { givenAt?: number } = JSON.parse(text)
      if (order.givenAt)
        sessionStorage.setItem(key, JSON.stringify({ ...order, givenAt: order.givenAt - hour }))
    }
  }, 3_600_000)
  await page.unroute('**/api/jobs')
  await page.reload()
  const late = page.getByRole('alert').filter({ hasText: t('asked.late') })
  await expect(late).toContainText('ordered in a tunnel')
  expect(await jobs()).toHaveLength(0)
  await late.getByRole('button').first().click()
  await expect(studio.pictures('ordered in a tunnel')).toHaveCount(1)
  await expect(late).toHaveCount(0)
  await expect(studio.prompt).toHaveValue('written since')
  expect(await jobs()).toHaveLength(1)
})

test.describe('a newcomer', () => {
  test.use({ tour: true, credits: 100 })

  test('is shown around once, leaves at any step, and has a first picture one click away', async ({
    page,
    studio,
    words,
    language,
  }) => {
    const t = words('studioTools')
    const tour = page.getByRole('dialog', { name: t('tour.prompt.title') })
    await expect(tour).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: t('tour.choices.title') })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(studio.prompt).toBeFocused()
    await page.goto(`/${language}/studio`)
    await page
      .getByRole('button', {
        name: words('studio')('paintExample', { cost: studio.credits(56), money: '' }).slice(0, 12),
      })
      .click()
    await expect(studio.pictures(words('studio')('exampleInk'))).toHaveCount(1)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})
