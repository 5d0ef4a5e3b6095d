import type { Request } from '@playwright/test'
import { order } from './fixtures/orders.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ signedInUser }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
})

function isStream(request: Request): boolean {
  return request.url().includes('/api/events') && !request.url().includes('poll=1')
}

test('tabs share one stream, and each shows what any of them began', { tag: '@once' }, async ({
  context,
  page,
  studio,
  language,
}) => {
  const streams: string[] = []
  context.on('request', (request) => {
    if (isStream(request)) streams.push(request.url())
  })
  await studio.open()
  const other = await context.newPage()
  await other.goto(`/${language}/studio`)
  await expect.poll(() => streams.length).toBe(1)
  await studio.prompt.fill('painted for two')
  await studio.paint.click()
  const picture = (tab: typeof page) =>
    tab.getByRole('article', { name: 'painted for two' }).getByRole('link', { name: /painted for two/ })
  await expect(picture(page)).toHaveCount(1)
  await expect(picture(other)).toHaveCount(1)
  expect(streams).toHaveLength(1)

  // The tab that listened is closed: the other takes over, and misses nothing.
  await page.close()
  await expect.poll(() => streams.length).toBe(2)
})

test('behind something that lets no stream through, the page asks instead', { tag: '@once' }, async ({
  page,
  studio,
}) => {
  const asked = page.waitForRequest((request) => request.url().includes('/api/events?poll=1'))
  await page.route(
    (url) => url.pathname === '/api/events' && !url.searchParams.has('poll'),
    // Never answered, as by a proxy that waits for the end of it.
    () => undefined,
  )
  await studio.open()
  await asked
  await studio.prompt.fill('without a stream')
  await studio.paint.click()
  await expect(studio.pictures('without a stream')).toHaveCount(1)
})

test('a page without a line says so, and shows what it missed when the line is back', async ({
  context,
  page,
  studio,
  words,
}) => {
  await studio.open()
  await studio.prompt.fill('half a sentence')
  await context.setOffline(true)
  await expect(page.getByText(words('nav')('offline'))).toBeVisible()
  await order(context.request, 'made on another machine', 1)
  await expect
    .poll(async () => (await (await context.request.get('/api/jobs')).text()).includes('"delivered"'))
    .toBe(true)
  await expect(studio.job('made on another machine')).toHaveCount(0)
  await context.setOffline(false)
  await expect(studio.pictures('made on another machine')).toHaveCount(1)
  await expect(page.getByText(words('nav')('offline'))).toHaveCount(0)
  await expect(studio.prompt).toHaveValue('half a sentence')
})
