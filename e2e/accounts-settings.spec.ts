import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'
import { newCredentials, signIn, type TestUser } from './fixtures/users.ts'

/** The same person in another browser, signed in. */
async function elsewhere(browser: Browser, baseURL: string | undefined, user: TestUser): Promise<Page> {
  const context = await browser.newContext({ baseURL })
  await signIn(context.request, user)
  return context.newPage()
}

/** What a browser tells a page that is looked at again. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
}

test('a forgotten password is reset by letter, and every session ends', async ({
  browser,
  baseURL,
  page,
  language,
  words,
  signedInUser,
  mailbox,
}) => {
  const accounts = words('accounts')
  const { email } = signedInUser
  const other = await elsewhere(browser, baseURL, signedInUser)
  await page.context().clearCookies()
  await page.goto(`/${language}/sign-in`)
  await page.getByLabel(accounts('email')).fill(email)
  await page.getByRole('link', { name: accounts('forgotLink') }).click()
  await expect(page.getByLabel(accounts('email'))).toHaveValue(email)
  await page.getByRole('button', { name: accounts('forgotButton') }).click()
  await expect(page.getByText(accounts('forgotSent', { email }))).toBeVisible()

  const link = await mailbox.linkTo(email)
  await page.goto(link)
  const { password } = newCredentials()
  await page.getByLabel(accounts('newPassword')).fill(password)
  await page.getByRole('button', { name: accounts('resetButton') }).click()
  // The tab that asked for the letter knows the address, and is signed in with the new password.
  await expect(page).toHaveURL(new RegExp(`/${language}/studio`))

  await other.goto(`/${language}/account`)
  await expect(other).toHaveURL(/sign-in/)
  await other.goto(link)
  await other.getByLabel(accounts('newPassword')).fill(password)
  await other.getByRole('button', { name: accounts('resetButton') }).click()
  await expect(other.getByText(words('errors')('reset_invalid'))).toBeVisible()
  await other.context().close()
})

test('another password ends the session of another browser, which says so and comes back', async ({
  browser,
  baseURL,
  page,
  language,
  words,
  signedInUser,
}) => {
  const accounts = words('accounts')
  const settings = words('settings')
  const other = await elsewhere(browser, baseURL, signedInUser)
  await other.goto(`/${language}/account`)
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()

  await page.goto(`/${language}/account`)
  const profile = page.getByRole('region', { name: settings('profile') })
  const change = profile.getByRole('button', { name: settings('change') }).last()
  await change.click()
  const current = page.getByLabel(settings('currentPassword'))
  await expect(current).toBeFocused()
  await current.fill('not the password')
  const { password } = newCredentials()
  await page.getByLabel(accounts('newPassword')).fill(password)
  await page.keyboard.press('Enter')
  await expect(current).toBeFocused()
  await expect(current).toHaveAttribute('aria-invalid', 'true')
  await current.fill(signedInUser.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText(settings('passwordSaved'))).toBeVisible()
  await expect(change).toBeFocused()

  await lookAgain(other)
  await other.getByRole('link', { name: words('studio')('signInAgain') }).click()
  await other.getByLabel(accounts('email')).fill(signedInUser.email)
  await other.getByLabel(accounts('password')).fill(password)
  await other.getByRole('button', { name: accounts('signInButton') }).click()
  await expect(other).toHaveURL(new RegExp(`/${language}/account$`))
  await other.context().close()
})

test('sessions are listed, and those elsewhere end at once', async ({
  browser,
  baseURL,
  page,
  language,
  words,
  signedInUser,
}) => {
  const settings = words('settings')
  const other = await elsewhere(browser, baseURL, signedInUser)
  await page.goto(`/${language}/account`)
  const sessions = page.getByRole('region', { name: settings('sessions') })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await expect(sessions.getByRole('listitem').first()).toContainText(settings('thisSession'))
  await sessions.getByRole('button', { name: settings('endOthers') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: settings('endOthersConfirm') })
    .click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await other.goto(`/${language}/studio`)
  await expect(other).toHaveURL(/sign-in/)
  await other.context().close()
})

test('the address changes when the letter that went to the new one is opened', async ({
  page,
  language,
  words,
  signedInUser,
  mailbox,
}) => {
  const accounts = words('accounts')
  const settings = words('settings')
  const { email } = newCredentials()
  await page.goto(`/${language}/account`)
  const profile = page.getByRole('region', { name: settings('profile') })
  await profile
    .getByRole('button', { name: settings('change') })
    .first()
    .click()
  await page.getByLabel(settings('newEmail')).fill(email)
  await page.getByLabel(settings('currentPassword')).fill(signedInUser.password)
  await page.getByRole('button', { name: settings('sendLetter') }).click()
  await expect(profile.getByText(settings('emailPending', { email }))).toBeVisible()
  await expect(profile.getByText(signedInUser.email)).toBeVisible()

  await page.goto(await mailbox.linkTo(email))
  await page.getByRole('button', { name: accounts('confirmButton') }).click()
  await page.getByRole('link', { name: accounts('toAccount') }).click()
  await expect(profile.getByText(email, { exact: true })).toBeVisible()
})

test('currency, time zone and language are kept, and shown at once', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  const settings = words('settings')
  expect(signedInUser.credits).toBe(10_000)
  await page.goto(`/${language}/account`)
  const other = language === 'zh' ? ('en' as const) : ('zh' as const)
  const balance = page.getByRole('banner').getByRole('link', { name: words('nav')('balance') })
  await expect(balance).toContainText(language === 'zh' ? '¥71.00' : '$10.00')

  const preferences = page.getByRole('region', { name: settings('preferences') })
  await preferences.getByText(settings(language === 'zh' ? 'USD' : 'CNY'), { exact: true }).click()
  await preferences.getByLabel(settings('timeZone')).selectOption('Asia/Tokyo')
  await preferences.getByRole('button', { name: settings('savePreferences') }).click()
  await expect(preferences.getByText(settings('saved'))).toBeVisible()
  await expect(balance).toContainText(language === 'zh' ? '$10.00' : '¥71.00')
  await page.reload()
  await expect(preferences.getByLabel(settings('timeZone'))).toHaveValue('Asia/Tokyo')

  await preferences.getByText(other === 'zh' ? '中文' : 'English', { exact: true }).click()
  await preferences.getByRole('button', { name: settings('savePreferences') }).click()
  await expect(page).toHaveURL(new RegExp(`/${other}/account`))
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${other}$`))
})

test('deleting an account names what is lost, and closes the door', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  const accounts = words('accounts')
  const settings = words('settings')
  await page.goto(`/${language}/account`)
  const data = page.getByRole('link', { name: settings('exportPlain'), exact: true })
  await page.context().setOffline(true)
  await data.click()
  await expect(page.getByText(words('errors')('network'))).toBeVisible()
  await page.context().setOffline(false)
  const downloading = page.waitForEvent('download')
  await data.click()
  expect((await downloading).suggestedFilename()).toMatch(/^huafang-[\d-]+\.zip$/)
  await page.getByRole('button', { name: settings('deleteButton') }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(words('common')('credits', { count: signedInUser.credits }))
  await dialog.getByLabel(settings('currentPassword')).fill(signedInUser.password)
  await dialog.getByRole('button', { name: settings('deleteForGood') }).dblclick()
  await expect(page.getByRole('heading', { name: accounts('goodbyeTitle') })).toBeVisible()

  await page.goto(`/${language}/sign-in`)
  await page.getByLabel(accounts('email')).fill(signedInUser.email)
  await page.getByLabel(accounts('password')).fill(signedInUser.password)
  await page.getByRole('button', { name: accounts('signInButton') }).click()
  await expect(page.getByText(accounts('wrongCredentials'))).toBeVisible()
})

test('without a line every page says so, and on the smallest phone nothing is cut off', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['account', 'studio', 'credits']) {
    await page.goto(`/${language}/${path}`)
    await expect(page.getByRole('banner').getByRole('link', { name: words('nav')('balance') })).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBe(0)
  }
  await page.context().setOffline(true)
  await expect(page.getByText(words('nav')('offline'))).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(words('nav')('offline'))).toHaveCount(0)
})
