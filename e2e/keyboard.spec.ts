import type { Locator, Page } from '@playwright/test'
import { hangPictures } from './fixtures/hang-pictures.ts'
import { tabTo } from './fixtures/keyboard.ts'
import { expect, test } from './fixtures/test.ts'
import { signIn } from './fixtures/users.ts'

/** The pictures of the wall that are drawn just now. */
function pictures(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link', { name: /^(画作：|Picture: )/ })
}

/** What an input method says of the keys that pick a word of it; Safari marks the last one by its code alone. */
async function pressWhileComposing(field: Locator, key: string, ctrlKey = false): Promise<void> {
  await field.evaluate(
    (element, init) => {
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        const event = new KeyboardEvent('keydown', { ...init, ...composing, bubbles: true, cancelable: true })
        element.dispatchEvent(event)
      }
    },
    { key, ctrlKey },
  )
}

test('a picture is ordered, followed and cancelled by keys, in a small window', async ({
  page,
  studio,
  signedInUser,
  words,
}) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  const t = words('studio')
  // As a notebook shows it at 200 %: nothing that has the focus may lie under the header or the price.
  await page.setViewportSize({ width: 720, height: 450 })
  await studio.open()
  await tabTo(page, page.getByRole('link', { name: words('nav')('skip') }))
  await page.keyboard.press('Enter')
  await tabTo(page, studio.prompt)
  await page.keyboard.type('by keys alone')
  // What an input method needs neither orders nor opens anything, nor walks through the history.
  let orders = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/jobs')) orders += 1
  })
  await pressWhileComposing(studio.prompt, 'Enter', true)
  await pressWhileComposing(page.locator('body'), 'm')

  const model = studio.form.getByRole('button', { name: new RegExp(`^${t('model')} `) })
  await tabTo(page, model)
  const before = await model.textContent()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await tabTo(page, dialog.getByRole('listitem').getByRole('button').nth(1))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(model).toBeFocused()
  await expect(model).not.toHaveText(before ?? '')

  const sizes = studio.form.getByRole('group', { name: t('size') }).getByRole('radio')
  await tabTo(page, sizes.first())
  await page.keyboard.press('ArrowRight')
  await expect(sizes.nth(1)).toBeChecked()
  const more = studio.form.getByRole('button', { name: t('sizeMore'), exact: true })
  if ((await more.count()) > 0) {
    await tabTo(page, more)
    await page.keyboard.press('Enter')
    await expect(sizes.nth(1)).toBeFocused()
  }
  const qualities = studio.form.getByRole('group', { name: t('quality') }).getByRole('radio')
  await tabTo(page, qualities.and(page.locator(':checked')))
  await page.keyboard.press('ArrowLeft')
  await tabTo(page, studio.paint)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: t('announceDone', { count: 1 }) })).toHaveCount(1)
  await tabTo(page, studio.pictures('by keys alone'))

  // Ordered by Ctrl and Enter, then cancelled: the button goes, its entry keeps the place.
  await page.keyboard.press('/')
  await expect(studio.prompt).toBeFocused()
  await pressWhileComposing(studio.prompt, 'ArrowUp')
  await expect(studio.prompt).toHaveValue('by keys alone')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('never to be seen [[delay:9s]]')
  await page.keyboard.press('Control+Enter')
  const cancel = studio.job('never to be seen').getByRole('button', { name: words('job')('cancel') })
  await expect(cancel).toBeVisible()
  await tabTo(page, cancel)
  await page.keyboard.press('Enter')
  await expect(cancel).toHaveCount(0)
  await expect(studio.job('never to be seen')).toBeFocused()
  expect(orders).toBe(2)
})

test('pictures are looked at, selected, moved, deleted and brought back by keys', { tag: '@once' }, async ({
  page,
  baseURL,
  language,
  words,
  signedInUser,
}) => {
  await hangPictures(baseURL ?? '', signedInUser.id, 30)
  const t = words('library')
  const tPicture = words('picture')
  const found = (count: number) => page.getByText(t('count', { count }), { exact: true })
  const onPicture = pictures(page).and(page.locator(':focus'))
  await page.goto(`/${language}/pictures`)
  await expect(found(30)).toBeVisible()
  await tabTo(page, pictures(page).first())
  await page.keyboard.press('ArrowRight')
  const opened = (await onPicture.getAttribute('href')) ?? ''
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(opened))
  const zoom = page.getByRole('group', { name: tPicture('zoom') })
  await expect(zoom).toContainText(/\d\s?%/)
  const fits = await zoom.textContent()
  await page.keyboard.press('+')
  await expect(zoom).not.toHaveText(fits ?? '')
  await page.keyboard.press('0')
  await expect(zoom).toHaveText(fits ?? '')
  const favourite = page.getByRole('button', { name: tPicture('favourite') })
  await page.keyboard.press('f')
  await expect(favourite).toHaveAttribute('aria-pressed', 'true')
  await tabTo(page, page.getByRole('link', { name: tPicture('older') }))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(new RegExp(opened))
  await expect(page.getByRole('link', { name: tPicture('older') })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(new RegExp(opened))
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures$`))
  await expect(page.locator(`a[href="${opened}"]`)).toBeFocused()

  // Another visit, which begins at the top.
  await page.goto(`/${language}/credits`)
  await page.goto(`/${language}/pictures`)
  await expect(found(30)).toBeVisible()
  await tabTo(page, pictures(page).first())
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText(t('selected', { count: 2 }), { exact: true })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: t('move') }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await tabTo(page, page.getByRole('textbox', { name: t('folderName') }))
  await page.keyboard.type('竹')
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('movedTo', { count: 2, folder: '竹' }))).toBeVisible()
  await expect(onPicture).toHaveCount(1)

  // The menu of the folder opens a dialog; both give the focus back, also when they were loaded before.
  const menu = page.getByRole('button', { name: t('folderActions', { name: '竹' }) })
  await tabTo(page, menu, 'Shift+Tab')
  for (const _time of ['first', 'second']) {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('menuitem', { name: t('rename') }).press('Enter')
    await expect(page.getByRole('dialog', { name: t('rename') })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(menu).toBeFocused()
  }

  await tabTo(page, onPicture)
  await page.keyboard.press('Delete')
  await expect(found(29)).toBeVisible()
  await expect(onPicture).toHaveCount(1)
  const undo = page
    .getByText(t('deleted', { count: 1 }))
    .locator('..')
    .getByRole('button', { name: words('common')('undo') })
  await expect(undo).toBeVisible()
  await page.keyboard.press('F6')
  await tabTo(page, undo)
  await page.keyboard.press('Enter')
  await expect(found(30)).toBeVisible()
  await expect(onPicture).toHaveCount(1)
})

test('settings are changed and a session is ended by keys, and the focus is not lost', {
  tag: '@once',
}, async ({ page, browser, baseURL, language, words, signedInUser }) => {
  const t = words('settings')
  const other = await browser.newContext({ baseURL })
  await signIn(other.request, signedInUser)
  await other.close()
  await page.goto(`/${language}/account`)
  const preferences = page.getByRole('region', { name: t('preferences') })
  await tabTo(page, preferences.getByRole('group', { name: t('currency') }).locator(':checked'))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const save = preferences.getByRole('button', { name: t('savePreferences') })
  await tabTo(page, save)
  await page.keyboard.press('Enter')
  await expect(preferences.getByText(t('saved'))).toBeVisible()
  await expect(save).toBeFocused()

  const sessions = page.getByRole('region', { name: t('sessions') })
  const end = sessions.getByRole('listitem').getByRole('button', { name: t('endSession') })
  await tabTo(page, end)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(end).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: t('endConfirm') }))
  await page.keyboard.press('Enter')
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await expect(sessions.getByRole('heading', { name: t('sessions') })).toBeFocused()

  const otherLanguage = language === 'zh' ? 'en' : 'zh'
  const menu = page.getByRole('banner').getByRole('button', { name: words('nav')('account') })
  await tabTo(page, menu, 'Shift+Tab')
  await page.keyboard.press('Enter')
  const dark = page.getByRole('radio', { name: words('nav')('themeDark') })
  await tabTo(page, page.getByRole('radio').and(page.locator('[name="theme"]:checked')))
  await expect(dark).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(
    page,
    page.locator('#site-menu').getByRole('link', { name: otherLanguage === 'zh' ? '中文' : 'English' }),
  )
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/${otherLanguage}/account`))
})
