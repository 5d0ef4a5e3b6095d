import { expect, test } from './fixtures/test.ts'

test('the site is alive, and ready to take work', async ({ request }) => {
  expect((await request.get('/api/health')).status()).toBe(200)
  await expect.poll(async () => (await request.get('/api/ready')).status()).toBe(200)
})

test('a Chinese text has glyphs, and not boxes', async ({ page }) => {
  await page.setContent('<span>画</span><span>坊</span>')
  const first = await page.locator('span').first().screenshot()
  const second = await page.locator('span').last().screenshot()
  expect(first.equals(second)).toBe(false)
})

test('a user made by the command is signed in', async ({ request, context, signedInUser }) => {
  const session = await context.request.get('/api/auth/session')
  expect(await session.json()).toMatchObject({ userId: signedInUser.id })
  expect(await (await request.get('/api/auth/session')).json()).toEqual({})
})
