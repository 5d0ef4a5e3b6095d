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

  // From a picture far down in a view, the history, Escape and loading anew lead to the place in it.
  await page.getByRole('button', { name: t('filters') }).click()
  await page.getByLabel(t('model')).selectOption('gpt-image-2')
  await expect(found(PICTURES / 3)).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight * 0.6))
  await expect(pictures(page).first()).toBeVisible()
  await expect(page.getByRole('img', { name: t('notLoaded', { number: 70 }) })).toHaveCount(0)
  const before = await placeOnWall(page)
  expect(before.href).toMatch(/\/pictures\/[\da-f-]+\?model=gpt-image-2$/)
  for (const back of [() => page.goBack(), () => page.keyboard.press('Escape')]) {
    await page.locator(`a[href="${before.href}"]`).click()
    await expect(page).toHaveURL(/\/pictures\/[\da-f-]+/)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
    await back()
    await expect(page).toHaveURL(new RegExp(`/${language}/pictures\\?model=gpt-image-2$`))
    await expect.poll(() => placeOnWall(page)).toEqual(before)
  }
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
  // Twice in a hurry is once.
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    const isOnce = pathname === '/api/folders' || pathname.endsWith('/zip')
    if (isOnce && request.method() === 'POST') asked.push(pathname)
  })
  await page.getByRole('button', { name: t('createAndMove') }).dblclick()
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
  await page.getByRole('button', { name: t('zip'), exact: true }).dblclick()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/\.zip$/)
  await download.cancel()
  expect(asked).toEqual(['/api/folders', '/api/pictures/zip'])

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

test('folders get another name and go, pictures remain; the bin gives back and takes for good', async ({
  page,
  language,
  words,
}) => {
  const t = words('library')
  const found = (count: number) => page.getByText(t('count', { count }), { exact: true })
  const dialog = page.getByRole('dialog')
  await page.goto(`/${language}/pictures`)
  await expect(found(PICTURES)).toBeVisible()

  await pictures(page).first().focus()
  await page.keyboard.press('End')
  await expect(page.locator(`li[data-index="${PICTURES - 1}"] a`)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(pictures(page).first()).toBeFocused()
  await page.keyboard.press('f')
  const hearts = page.getByRole('main').getByRole('button', { pressed: true })
  await expect(page.locator('li[data-index="0"]').getByRole('button', { pressed: true })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.locator('li[data-index="0"]').getByRole('button', { pressed: false })).toBeAttached()
  await expect(hearts).not.toHaveCount(0)

  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('button', { name: t('move'), exact: true }).click()
  await dialog.getByRole('textbox', { name: t('folderName') }).fill('一 "fox"')
  await dialog.getByRole('button', { name: t('createAndMove') }).click()
  const folder = (name: string) => page.getByRole('navigation').getByRole('link', { name })
  await folder('一 "fox"').click()
  await expect(found(2)).toBeVisible()
  const task = async (name: string, item: string) => {
    await page.getByRole('button', { name: t('folderActions', { name }) }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await task('一 "fox"', t('rename'))
  await dialog.getByRole('textbox').fill('二')
  await dialog.getByRole('button', { name: t('save') }).click()
  await expect(page.getByRole('heading', { level: 1, name: '二' })).toBeVisible()
  await task('二', t('deleteFolder'))
  await dialog.getByRole('button', { name: t('deleteFolder') }).click()
  await expect(found(PICTURES)).toBeVisible()
  await expect(folder('二')).toHaveCount(0)

  await pictures(page).first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Delete')
  await expect(found(PICTURES - 2)).toBeVisible()
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('bin') })
    .click()
  await expect(found(2)).toBeVisible()
  await pictures(page).first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: t('restore'), exact: true }).click()
  await expect(found(1)).toBeVisible()
  await pictures(page).first().focus()
  await page.keyboard.press('Delete')
  await dialog.getByRole('button', { name: t('purgeConfirm', { count: 1 }) }).click()
  await expect(page.getByText(t('emptyBinTitle'))).toBeVisible()
  await page.getByRole('button', { name: t('toAll') }).click()
  await expect(found(PICTURES - 1)).toBeVisible()
})

test('what the server refuses is taken back and told; a line that was away goes on by itself', {
  tag: '@once',
}, async ({ page, context, language, words }) => {
  const t = words('library')
  const errors = words('errors')
  const found = (count: number) => page.getByText(t('count', { count }), { exact: true })
  await page.goto(`/${language}/pictures`)
  await expect(found(PICTURES)).toBeVisible()
  const refuse = (path: string) =>
    page.route(path, (route) =>
      route.fulfill({
        status: 429,
        json: { error: { code: 'too_many_requests', requestId: 'none', retryAfterSeconds: 40 } },
      }),
    )
  const wait = errors('too_many_requests_wait', { seconds: 40 })

  await refuse('**/api/pictures/delete')
  await pictures(page).first().focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText(t('failed', { reason: wait }))).toBeVisible()
  await expect(found(PICTURES)).toBeVisible()

  // A ZIP that cannot be had is a sentence in the page, and the page stays; then it can.
  await refuse('**/api/pictures/zip/check')
  await pictures(page).first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: t('zip'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('zip') })
  await expect(dialog.getByRole('alert')).toHaveText(wait)
  await page.unroute('**/api/pictures/zip/check')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: t('zipDownload') }).click()
  await (await downloading).cancel()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: t('selection') })).toHaveCount(0)

  // Pictures that are known and whose files did not come, then such that are not even known.
  const missing = () =>
    page.evaluate(
      () =>
        Array.from(document.querySelectorAll<HTMLImageElement>('main li img')).filter((image) => {
          const { top, bottom } = image.getBoundingClientRect()
          return bottom > 0 && top < window.innerHeight && image.naturalWidth === 0
        }).length,
    )
  await context.setOffline(true)
  await expect(page.getByText(words('nav')('offline'))).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, 3400))
  await expect.poll(missing).toBeGreaterThan(0)
  await context.setOffline(false)
  await expect.poll(missing).toBe(0)
  await context.setOffline(true)
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight * 0.6))
  const unknown = page.getByRole('img', { name: t('notLoaded', { number: 180 }) })
  await expect(unknown).toBeVisible()
  await context.setOffline(false)
  await expect(unknown).toHaveCount(0)
  await expect.poll(missing).toBe(0)
})

test('nothing jumps, neither when script takes over nor while one scrolls', { tag: '@once' }, async ({
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

test('without script it is a list in pages', { tag: '@once' }, async ({
  browser,
  context,
  language,
  words,
}) => {
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
