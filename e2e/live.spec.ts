import type { Request } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ signedInUser }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
})

function isStream(request: Request): boolean {
  return request.url().includes('/api/events') && !request.url().includes('poll=1')
}

test('tabs share one stream, and each shows what any of them began', async ({
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

test('behind something that lets no stream through, the page asks instead', async ({ page, studio }) => {
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
