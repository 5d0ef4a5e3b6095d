import type { Locator, Page } from '@playwright/test'
import { hangPictures } from './fixtures/hang-pictures.ts'
import { expect, test } from './fixtures/test.ts'

const PICTURES = 300
/** Of them, every twentieth. */
const WITH_BAMBOO = 15

test.beforeEach(async ({ baseURL, signedInUser }) => {
  await hangPictures(baseURL ?? '', signedInUser.id, PICTURES)
})

/** The links of the pictures that are drawn just now. */
function pictures(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link', { name: /^(画作：|Picture: )/ })
}

/** Which picture is the first whole one in the window, and where. */
async function placeOnWall(page: Page): Promise<{ href: string; top: number }> {
  return page.evaluate(() => {
    const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
    for (const link of document.querySelectorAll<HTMLAnchorElement>('main li a[data-picture]')) {
      const { top } = link.getBoundingClientRect()
      if (top >= header) return { href: link.getAttribute('href') ?? '', top: Math.round(top) }
    }
    return { href: '', top: 0 }
  })
}

test('every view is an address, and the way back leads to the same place', async ({
  page,
  language,
  words,
}) => {
  const t = words('library')
  const found = (count: number) => page.getByText(t('count', { count }), { exact: true })
  await page.goto(`/${language}/pictures?shape=portrait&model=gpt-image-2&colour=%23f00&from=yesterday`)
  await expect(
    page.getByRole('button', { name: t('chipRemove', { name: t('shapes.portrait') }) }),
  ).toBeVisible()
  await page.getByRole('button', { name: t('clearAll') }).click()
  await expect(found(PICTURES)).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures$`))

  await page.getByRole('searchbox', { name: t('search') }).fill('墨竹')
  await expect(found(WITH_BAMBOO)).toBeVisible()
  await expect(page).toHaveURL(/\?q=%E5%A2%A8%E7%AB%B9$/)
  await page.goBack()
  await expect(found(PICTURES)).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/shape=portrait/)
  await page.goForward()
  await expect(found(PICTURES)).toBeVisible()

  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight * 0.6))
  await expect(pictures(page).first()).toBeVisible()
  await expect(page.getByRole('img', { name: t('notLoaded', { number: 200 }) })).toHaveCount(0)
  const before = await placeOnWall(page)
  expect(before.href).toMatch(/\/pictures\/[\da-f-]+$/)
  await page.locator(`a[href="${before.href}"]`).click()
  await expect(page).toHaveURL(new RegExp(before.href))
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await page.goBack()
  await expect.poll(() => placeOnWall(page)).toEqual(before)
  await page.reload()
  await expect.poll(() => placeOnWall(page)).toEqual(before)
})

test('select by mouse and keys, move, download, delete and bring back', async ({ page, language, words }) => {
  const t = words('library')
  await page.goto(`/${language}/pictures`)
  const found = (count: number) => page.getByText(t('count', { count }), { exact: true })
  await expect(found(PICTURES)).toBeVisible()
  const selected = (count: number) => page.getByText(t('selected', { count }), { exact: true })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  // By mouse: a corner, then a range.
  const checks = page.getByRole('main').getByRole('checkbox')
  await pictures(page).nth(1).hover()
  await checks.nth(1).locator('..').click()
  await pictures(page)
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await expect(selected(4)).toBeVisible()
  await press(t('move'))
  await page.getByRole('textbox', { name: t('folderName') }).fill('竹 & "fox"')
  await press(t('createAndMove'))
  await expect(page.getByText(t('movedTo', { count: 4, folder: '竹 & "fox"' }))).toBeVisible()
  await page.getByRole('link', { name: /竹 & "fox"/ }).click()
  await expect(found(4)).toBeVisible()
  await expect(pictures(page)).toHaveCount(4)

  // By keys: everything, a range that is extended and taken back, one more.
  await pictures(page).first().focus()
  await page.keyboard.press('Control+a')
  await expect(selected(4)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(selected(3)).toBeVisible()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(selected(2)).toBeVisible()

  const downloading = page.waitForEvent('download')
  await press(t('zip'))
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/\.zip$/)
  await download.cancel()

  await pictures(page).first().focus()
  await page.keyboard.press('Delete')
  await expect(found(3)).toBeVisible()
  await page
    .getByText(t('deleted', { count: 1 }))
    .locator('..')
    .getByRole('button', { name: words('common')('undo') })
    .click()
  await expect(found(4)).toBeVisible()
  await page.reload()
  await expect(found(4)).toBeVisible()
})

test('nothing jumps, neither when script takes over nor while one scrolls', async ({
  page,
  language,
  words,
}) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value))
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(`/${language}/pictures`)
  await expect(page.getByText(words('library')('count', { count: PICTURES }), { exact: true })).toBeVisible()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let share = 1; share <= 5; share += 1) {
    await page.mouse.wheel(0, height / 5)
    await expect(pictures(page).first()).toBeVisible()
  }
  await expect(page.getByText(words('library')('end'))).toBeInViewport()
  const sum = await page.evaluate(() =>
    'shifts' in window && Array.isArray(window.shifts)
      ? window.shifts.reduce((total: number, shift: number) => total + shift, 0)
      : Number.NaN,
  )
  expect(sum).toBeLessThan(0.05)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
})

test('without script it is a list in pages', async ({ browser, context, language, words }) => {
  const bare = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const page = await bare.newPage()
  await page.goto(`/${language}/pictures`)
  await expect(pictures(page)).toHaveCount(60)
  const newest = await pictures(page).first().getAttribute('href')
  await page.getByRole('link', { name: words('library')('older') }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect(pictures(page)).toHaveCount(60)
  expect(await pictures(page).first().getAttribute('href')).not.toBe(newest)
  await page.getByRole('searchbox').fill('墨竹')
  await page.getByRole('searchbox').press('Enter')
  await expect(pictures(page)).toHaveCount(WITH_BAMBOO)
  await bare.close()
})
