import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'
import { newCredentials } from './fixtures/users.ts'
import { wordsOf } from './fixtures/words.ts'

/** What somebody does on the page of the stand-in for GitHub and Google. */
async function answerThere(page: Page, button: 'Agree' | 'Cancel' | 'Break', email = ''): Promise<void> {
  await page.getByLabel('Address there').fill(email)
  await page.getByRole('button', { name: button }).click()
}

test('a link in a letter makes the account and signs in, once', async ({
  page,
  language,
  words,
  mailbox,
  studio,
}) => {
  const accounts = words('accounts')
  const { email } = newCredentials()
  await page.goto(`/${language}/sign-in`)
  await page.getByRole('button', { name: accounts('mailLinkButton') }).click()
  await expect(page.getByLabel(accounts('email'))).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel(accounts('email')).fill(email)
  await page.getByRole('button', { name: accounts('mailLinkButton') }).click()
  await expect(page.getByText(accounts('linkSent', { email }))).toBeVisible()

  const link = await mailbox.linkTo(email)
  await page.goto(link)
  await expect(page.getByRole('button', { name: accounts('signInButton') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(studio.prompt).toBeVisible()
  await expect(studio.form.getByText(studio.credits(500))).toBeVisible()

  await page.context().clearCookies()
  await page.goto(link)
  await page.getByRole('button', { name: accounts('signInButton') }).click()
  await expect(page.getByText(words('errors')('mail_link_invalid'))).toBeVisible()
  await page
    .getByRole('main')
    .getByRole('link', { name: accounts('toSignIn') })
    .click()
  await expect(page.getByRole('heading', { name: accounts('signInTitle') })).toBeVisible()
})

test('GitHub and Google sign in to the account of the address, and come back when they do not', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  const accounts = words('accounts')
  const button = (provider: string) =>
    page.getByRole('button', { name: accounts('providerButton', { provider }) })
  await page.context().clearCookies()
  await page.goto(`/${language}/account`)

  await button('GitHub').click()
  await answerThere(page, 'Cancel')
  await expect(page.getByRole('heading', { name: accounts('signInTitle') })).toBeVisible()
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await button('Google').click()
  await answerThere(page, 'Break')
  await expect(page.getByText(words('errors')('sign_in_failed'))).toBeVisible()

  // On a page in the other language, which nobody has chosen on this device: it goes on in the account's.
  const other = language === 'zh' ? 'en' : 'zh'
  await page.goto(`/${other}/account`)
  const inOther = wordsOf(other)('accounts')('providerButton', { provider: 'GitHub' })
  await page.getByRole('button', { name: inOther }).click()
  await answerThere(page, 'Agree', signedInUser.email)
  await expect(page).toHaveURL(new RegExp(`/${language}/account$`))
  const profile = page.getByRole('region', { name: words('settings')('profile') })
  await expect(profile.getByRole('listitem').filter({ hasText: 'GitHub' })).toContainText(signedInUser.email)
})

test('an account with another address is connected with the password, removed, and connected again', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  const settings = words('settings')
  const { email } = newCredentials()
  await page.goto(`/${language}/account`)
  const google = page.getByRole('listitem').filter({ hasText: 'Google' })
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name: settings('connectGo', { provider: 'Google' }) })
  await google.getByRole('button', { name: settings('connect') }).click()
  await dialog.getByLabel(settings('currentPassword')).fill('not the password')
  await go.click()
  await expect(dialog.getByText(words('errors')('wrong_password'))).toBeVisible()
  for (const time of ['first', 'again']) {
    if (time === 'again') {
      await google.getByRole('button', { name: settings('disconnect') }).click()
      await dialog.getByRole('button', { name: settings('disconnect') }).click()
      await expect(google).toContainText(settings('removedAccount'))
      await google.getByRole('button', { name: settings('connect') }).click()
    }
    await dialog.getByLabel(settings('currentPassword')).fill(signedInUser.password)
    await go.click()
    await answerThere(page, 'Agree', email)
    await expect(page.getByText(settings('connectedNow', { provider: 'Google' }))).toBeVisible()
    await expect(google).toContainText(email)
  }
  await expect(page).toHaveURL(new RegExp(`/${language}/account#profile$`))
})
