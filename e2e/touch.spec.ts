import type { Locator, Page } from '@playwright/test'
import { hangPictures } from './fixtures/hang-pictures.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })

interface Point {
  x: number
  y: number
}

/** Longer than what counts as a long press, in milliseconds. */
const HELD_MS = 600
const STEPS = 8

/** Fingers that go straight from some places to others; for a press they stay. */
async function drag(page: Page, from: Point[], to: Point[], heldMs = 0): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const at = (step: number) =>
    from.map(({ x, y }, id) => ({
      id,
      x: x + (((to[id]?.x ?? x) - x) * step) / STEPS,
      y: y + (((to[id]?.y ?? y) - y) * step) / STEPS,
    }))
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  if (heldMs > 0) await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), heldMs)
  else {
    for (let step = 1; step <= STEPS; step += 1) {
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) })
    }
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await cdp.detach()
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox()
  if (!box) throw new Error('it is not there')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Controls that are too small for a finger; links within a text are as high as the text. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].flatMap((control) => {
      const shown = control.closest('label') ?? control
      const box = shown.getBoundingClientRect()
      const [width, height] = [Math.round(box.width), Math.round(box.height)]
      const isInText = control.matches('a') && getComputedStyle(control).display === 'inline'
      if (!control.checkVisibility() || isInText || (width >= 44 && height >= 44)) return []
      return [`${control.getAttribute('aria-label') ?? shown.textContent}: ${width} × ${height}`]
    }),
  )
}

test('a finger selects by a long press, and pinches, moves and swipes a picture', { tag: '@once' }, async ({
  page,
  baseURL,
  language,
  words,
  signedInUser,
}) => {
  await hangPictures(baseURL ?? '', signedInUser.id, 30)
  const t = words('library')
  const tPicture = words('picture')
  for (const path of ['studio', 'account', 'pictures']) {
    await page.goto(`/${language}/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    expect(await tooSmall(page), path).toEqual([])
  }

  const pictures = page.getByRole('main').getByRole('listitem').getByRole('link')
  await expect(page.getByText(t('count', { count: 30 }), { exact: true })).toBeVisible()
  const second = await middleOf(pictures.nth(1))
  await drag(page, [second], [second], HELD_MS)
  await expect(page.getByText(t('selected', { count: 1 }), { exact: true })).toBeVisible()
  await pictures.nth(3).tap()
  await expect(page.getByText(t('selected', { count: 2 }), { exact: true })).toBeVisible()
  await page.getByRole('button', { name: t('clearSelection') }).tap()

  const opened = (await pictures.nth(1).getAttribute('href')) ?? ''
  await pictures.nth(1).tap()
  await expect(page).toHaveURL(new RegExp(opened))
  const zoom = page.getByRole('group', { name: tPicture('zoom') })
  await expect(zoom).toContainText(/\d\s?%/)
  await expect(page.getByRole('link', { name: tPicture('older') })).toBeVisible()
  expect(await tooSmall(page), 'picture').toEqual([])
  const fits = (await zoom.textContent()) ?? ''
  const middle = await middleOf(page.locator('[data-zoomed]'))
  const beside = (px: number): Point => ({ x: middle.x + px, y: middle.y })
  await drag(page, [beside(-30), beside(30)], [beside(-120), beside(120)])
  await expect(zoom).not.toHaveText(fits)
  const image = page.getByRole('img', { name: /^(画作：|Picture: )/ })
  const left = (await image.boundingBox())?.x ?? 0
  await drag(page, [middle], [beside(60)])
  await expect.poll(async () => (await image.boundingBox())?.x ?? 0).toBeGreaterThan(left)
  await expect(page).toHaveURL(new RegExp(opened))
  await drag(page, [beside(-120), beside(120)], [beside(-15), beside(15)])
  await expect(zoom).toHaveText(fits)
  await drag(page, [beside(100)], [beside(-100)])
  await expect(page).not.toHaveURL(new RegExp(opened))
  await expect(page.getByRole('link', { name: tPicture('newer') })).toBeVisible()
  await drag(page, [beside(-100)], [beside(100)])
  await expect(page).toHaveURL(new RegExp(opened))
})

test('a toast leaves the price and the button free', { tag: '@once' }, async ({
  page,
  studio,
  words,
  signedInUser,
}) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  const t = words('studio')
  await studio.open()
  await studio.prompt.fill('cleared in a moment')
  await studio.form.getByRole('button', { name: t('promptClear') }).tap()
  const toast = page.getByRole('dialog').filter({ hasText: t('promptCleared') })
  const free = async () => {
    const [above, below] = [await toast.boundingBox(), await studio.paint.boundingBox()]
    return above && below && below.y - (above.y + above.height)
  }
  await expect.poll(free).toBeGreaterThan(0)
})
