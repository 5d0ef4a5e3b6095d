import type { APIRequestContext, Page } from '@playwright/test'
import { z } from 'zod'
import { expectNoViolations } from './fixtures/axe.ts'
import { test as base, expect } from './fixtures/test.ts'
import { createUser, signIn, type TestUser } from './fixtures/users.ts'

const test = base.extend<{ operator: TestUser }>({
  operator: async ({ context, baseURL }, provide) => {
    const operator = await createUser({ baseURL: baseURL ?? '', credits: 5000, admin: true })
    await signIn(context.request, operator)
    await provide(operator)
  },
})

const paths = ['', '/queue', '/images', '/reports', '/money', '/log']
const apiPaths = ['overview', 'queue', 'images', 'costs', 'costs/calls', 'ledger-checks', 'log', 'reports']
const errorShape = z.object({ error: z.object({ code: z.string() }) })
const troubleShape = z.object({ failed: z.array(z.object({ id: z.string(), email: z.string() })) })

/** What a person sees of a page, and what a program is told of it. */
async function seen(page: Page, path: string) {
  const response = await page.goto(path)
  return {
    status: response?.status(),
    title: await page.title(),
    text: await page.getByRole('main').textContent(),
    links: await page.getByRole('banner').getByRole('link').allInnerTexts(),
  }
}

async function expectClosed(page: Page, language: string): Promise<void> {
  const nowhere = await seen(page, `/${language}/nowhere-at-all`)
  expect(nowhere.status).toBe(404)
  for (const path of [...paths, '/images/019aab52-9f3a-7cc1-8b4e-1d1f0f7a9c11']) {
    expect(await seen(page, `/${language}/admin${path}`), path).toEqual(nowhere)
  }
  for (const path of apiPaths) {
    const answer = await page.request.get(`/api/admin/${path}`)
    expect([answer.status(), errorShape.parse(await answer.json()).error.code], path).toEqual([
      404,
      'not_found',
    ])
  }
  const check = await page.request.post('/api/admin/ledger-checks')
  expect(check.status()).toBe(404)
}

test('to a visitor the operator’s pages do not exist', async ({ page, language }) => {
  await expectClosed(page, language)
})

test('to a user the operator’s pages do not exist', async ({ page, language, signedInUser }) => {
  expect(signedInUser.email).toContain('@')
  await expectClosed(page, language)
})

test('no page has a violation, empty or full', async ({ page, language, studio, operator, words }) => {
  test.setTimeout(150_000)
  const admin = words('admin')
  // Something for the tables: one that failed, with its attempts, and a line in the log.
  await studio.open()
  await studio.prompt.fill('a secret boat [[drop]]')
  await studio.paint.click()
  await expect.poll(() => failedIds(page.request, operator.email), { timeout: 30_000 }).toHaveLength(1)
  const [imageId = ''] = await failedIds(page.request, operator.email)
  for (const path of [...paths, `/images/${imageId}`]) {
    await page.goto(`/${language}/admin${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoViolations(page)
  }
  await page.goto(`/${language}/admin`)
  await page.locator('summary').first().click()
  await expectNoViolations(page)
  await page.goto(`/${language}/admin/queue?find=nobody-has-this`)
  await expect(page.getByText(admin('findEmpty'))).toBeVisible()
  await expectNoViolations(page)
})

async function failedIds(request: APIRequestContext, email: string): Promise<string[]> {
  const { failed } = troubleShape.parse(await (await request.get('/api/admin/images')).json())
  return failed.filter((image) => image.email === email).map(({ id }) => id)
}

test('an image that got no answer is shown with its attempts and without its prompt', {
  tag: '@once',
}, async ({ page, language, studio, operator, words }) => {
  const admin = words('admin')
  await studio.open()
  await studio.prompt.fill('a secret heron [[drop]]')
  await studio.paint.click()
  await expect.poll(() => failedIds(page.request, operator.email), { timeout: 30_000 }).toHaveLength(1)
  const [imageId = ''] = await failedIds(page.request, operator.email)
  await page.goto(`/${language}/admin/images`)
  await expect(page.getByText('secret heron')).toHaveCount(0)
  await page.getByRole('link', { name: imageId }).click()
  await expect(page.getByRole('heading', { level: 1, name: admin('oneImage') })).toBeVisible()
  const table = page.getByRole('table', { name: admin('attempts') })
  await expect(table.getByText(admin('outcomes.ambiguous'))).toHaveCount(2)
  await expect(page.getByText('secret heron')).toHaveCount(0)
  await page.goto(`/${language}/admin/money`)
  await expect(page.getByRole('link', { name: imageId })).toHaveCount(2)
  // By its id, as it stands in a log.
  await page.goto(`/${language}/admin/images`)
  await page.getByLabel(admin('findImage')).fill('not an id')
  await page.keyboard.press('Enter')
  await expect(page.getByText(admin('findImageWrong'))).toBeVisible()
  await page.getByLabel(admin('findImage')).fill(imageId)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(imageId))
})

test('a weight is set by keyboard and written down', { tag: '@once' }, async ({
  page,
  language,
  baseURL,
  operator,
  words,
}) => {
  const admin = words('admin')
  const user = await createUser({ baseURL: baseURL ?? '', credits: 0 })
  await page.goto(`/${language}`)
  await page
    .getByRole('banner')
    .getByRole('link', { name: words('nav')('operations') })
    .click()
  await page.getByRole('link', { name: admin('queue'), exact: true }).click()
  await page.getByLabel(admin('find')).fill(user.email)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: admin('weightChange', { email: user.email, weight: 1 }) }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: admin('weightOf', { email: user.email }) })
  const field = dialog.getByLabel(admin('weight'), { exact: true })
  await field.fill('101')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await field.fill('7')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(
    admin('weightSaved', { email: user.email, weight: 7 }),
  )
  await expect(
    page.getByRole('button', { name: admin('weightChange', { email: user.email, weight: 7 }) }),
  ).toBeVisible()
  await page.getByRole('link', { name: admin('log'), exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: user.email })
  await expect(row).toContainText(operator.email)
  await expect(row).toContainText('1 → 7')
})

test('limits of a model are set and left to the settings again', async ({
  page,
  language,
  operator,
  words,
}) => {
  expect(operator.email).toContain('@')
  const admin = words('admin')
  // A model of each project's own, so that neither changes what the other looks at.
  const model = language === 'zh' ? 'DALL·E 2' : 'DALL·E 3'
  await page.goto(`/${language}/admin`)
  const edit = page.getByRole('button', { name: admin('limitsOf', { model }), includeHidden: true })
  async function set(places: string): Promise<void> {
    // At rest until something is set.
    if (!(await edit.isVisible())) await page.locator('summary').first().click()
    await edit.click()
    await page.getByLabel(admin('limitsPlaces')).fill(places)
    await page.getByRole('button', { name: admin('save') }).click()
    await expect(page.getByRole('main').getByRole('status')).toHaveText(admin('limitsSaved', { model }))
  }
  await set('99')
  const row = page.getByRole('row').filter({ hasText: model })
  await expect(row).toContainText(admin('setBy', { value: 99 }))
  await page.reload()
  await expect(row).toContainText(admin('setBy', { value: 99 }))
  await set('')
  await expect(row.getByText(admin('setBy', { value: 99 }))).toHaveCount(0)
})

test('the book is checked when asked', async ({ page, language, operator, words }) => {
  expect(operator.email).toContain('@')
  const admin = words('admin')
  await page.goto(`/${language}/admin/money`)
  await page.getByRole('button', { name: admin('checkNow') }).click()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(admin('checkAsked'))
  const checks = page.getByRole('table', { name: admin('checksTable') })
  await expect(checks.getByText(admin('sound')).first()).toBeVisible({ timeout: 30_000 })
})

test('a page that is left open says so when its operator is signed out', { tag: '@once' }, async ({
  page,
  context,
  language,
  operator,
  words,
}) => {
  expect(operator.email).toContain('@')
  await page.goto(`/${language}/admin`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.clearCookies()
  await expect(page.getByRole('alert').filter({ hasText: words('admin')('accessEnded') })).toBeVisible({
    timeout: 15_000,
  })
})

test('nothing is wider than a phone', async ({ page, language, operator }) => {
  expect(operator.email).toContain('@')
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of paths) {
    await page.goto(`/${language}/admin${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})
