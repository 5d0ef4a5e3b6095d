import type { Page } from '@playwright/test'
import { expectNoViolations } from './fixtures/axe.ts'
import { expectReflow } from './fixtures/reflow.ts'
import { expect, test } from './fixtures/test.ts'

// Each test judges many pages, and a page takes axe a second and more.
test.describe.configure({ timeout: 150_000 })

const visitorsPages = [
  '',
  '/terms',
  '/privacy',
  '/contact',
  '/sign-in',
  '/sign-up',
  '/check-mail',
  '/verify-email',
  '/forgot-password',
  '/reset-password',
  '/mail-link',
  '/confirm-email',
  '/goodbye',
  '/nowhere',
]

async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolations(page)
  await expectReflow(page)
}

test('visitors’ pages have no violation', async ({ page, language }) => {
  for (const path of visitorsPages) {
    await page.goto(`/${language}${path}`)
    await expectAccessible(page)
  }
})

test('users’ pages have no violation, empty and full', async ({ page, language, studio, signedInUser }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  for (const path of ['/studio', '/pictures', '/credits', '/account']) {
    await page.goto(`/${language}${path}`)
    await expectAccessible(page)
  }
  await studio.open()
  await studio.prompt.fill('a quiet lake')
  await studio.paint.click()
  await expect(studio.pictures('a quiet lake')).toHaveCount(1)
  await studio.prompt.fill('one that fails [[blocked]]')
  await studio.paint.click()
  await expect(studio.job('one that fails').getByText(/./).first()).toBeVisible()
  await expectAccessible(page)
  for (const path of ['/pictures', '/credits']) {
    await page.goto(`/${language}${path}`)
    await expectAccessible(page)
  }
  await page.goto(`/${language}/pictures`)
  await page
    .getByRole('main')
    .getByRole('link', { name: /a quiet lake/ })
    .first()
    .click()
  await expect(page).toHaveURL(/pictures\/[0-9a-f-]{36}/)
  await expectAccessible(page)
})
