import { expect, test } from './fixtures/test.ts'
import { newCredentials } from './fixtures/users.ts'

test('a wrong password and an unknown address get the same sentence', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  const accounts = words('accounts')
  await page.context().clearCookies()
  for (const email of [signedInUser.email, newCredentials().email]) {
    await page.goto(`/${language}/sign-in`)
    await page.getByLabel(accounts('email')).fill(email)
    await page.getByLabel(accounts('password')).fill('not the password')
    await page.getByRole('button', { name: accounts('signInButton') }).click()
    await expect(page.getByText(accounts('wrongCredentials'))).toBeVisible()
    await expect(page.getByLabel(accounts('email'))).toHaveValue(email)
  }
})

test('signing up with a known address looks the same, and writes to its owner', async ({
  page,
  language,
  words,
  signedInUser,
  mailbox,
}) => {
  const accounts = words('accounts')
  await page.context().clearCookies()
  await page.goto(`/${language}/sign-up`)
  await page.getByLabel(accounts('email')).fill(signedInUser.email)
  await page.getByLabel(accounts('password')).fill('another password')
  await page.getByRole('button', { name: accounts('signUpButton') }).click()
  await expect(page.getByRole('heading', { name: accounts('checkTitle') })).toBeVisible()
  await expect.poll(() => mailbox.count(signedInUser.email)).toBe(1)
})

test('a short password is told at its field, and the address stays', async ({ page, language, words }) => {
  const accounts = words('accounts')
  await page.goto(`/${language}/sign-up`)
  await page.getByLabel(accounts('email')).fill('someone@example.com')
  await page.getByLabel(accounts('password')).fill('short')
  await page.getByRole('button', { name: accounts('signUpButton') }).click()
  await expect(page.getByLabel(accounts('password'))).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel(accounts('email'))).toHaveValue('someone@example.com')
})

test('signing out ends the session, and the studio asks to sign in', async ({
  page,
  language,
  words,
  signedInUser,
  studio,
}) => {
  await studio.open()
  await page
    .getByRole('banner')
    .getByRole('button', { name: words('nav')('account') })
    .click()
  await expect(page.getByText(signedInUser.email)).toBeVisible()
  await page.getByRole('button', { name: words('nav')('signOut') }).click()
  await expect(page).toHaveURL(new RegExp(`/${language}$`))
  await page.goto(`/${language}/studio`)
  await expect(page).toHaveURL(/sign-in/)
  await page.getByLabel(words('accounts')('email')).fill(signedInUser.email)
  await page.getByLabel(words('accounts')('password')).fill(signedInUser.password)
  await page.getByRole('button', { name: words('accounts')('signInButton') }).click()
  await expect(page).toHaveURL(new RegExp(`/${language}/studio`))
})
