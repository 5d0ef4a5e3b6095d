import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from './fixtures/test.ts'
import { newCredentials } from './fixtures/users.ts'

test('from the landing page to a picture that was paid for', async ({
  page,
  language,
  words,
  studio,
  mailbox,
}) => {
  const accounts = words('accounts')
  const credits = words('credits')
  const { email, password } = newCredentials()

  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${language}$`))
  await page
    .getByRole('banner')
    .getByRole('link', { name: words('nav')('signUp') })
    .click()
  await page.getByLabel(accounts('email')).fill(email)
  await page.getByLabel(accounts('password')).fill(password)
  await page.getByRole('button', { name: accounts('signUpButton') }).click()
  await expect(page.getByRole('heading', { name: accounts('checkTitle') })).toBeVisible()

  await page.goto(await mailbox.linkTo(email))
  await page.getByLabel(accounts('password')).fill(password)
  await page.getByRole('button', { name: accounts('verifyButton') }).click()
  await expect(studio.prompt).toBeVisible()
  await expect(page.getByText(accounts('bonus.granted', { credits: 500 })).first()).toBeVisible()
  await expect(studio.form.getByText(studio.credits(500))).toBeVisible()
  const prompt = language === 'zh' ? '远山晨雾里的一叶孤舟' : 'a lone boat on a misty river'
  await studio.prompt.fill(prompt)
  const cost = await studio.totalShown()
  expect(cost).toBeGreaterThan(0)
  await studio.paint.click()

  await expect(studio.job(prompt)).toBeVisible()
  await expect(studio.pictures(prompt)).toHaveCount(1)
  await expect(studio.job(prompt).getByText(studio.credits(cost))).toBeVisible()

  const downloading = page.waitForEvent('download')
  await studio
    .job(prompt)
    .getByRole('link', { name: words('job')('downloadNumber', { number: 1 }) })
    .click()
  const file = await readFile(await (await downloading).path())
  expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 })

  await page
    .getByRole('navigation')
    .getByRole('link', { name: credits('title') })
    .click()
  await expect(page.getByRole('definition').first()).toContainText(studio.credits(500 - cost))
  const rows = page.getByRole('row')
  await expect(rows.filter({ hasText: credits('kind.settle') })).toContainText(studio.credits(cost))
  await expect(rows.filter({ hasText: credits('kind.hold') })).toContainText(`−${cost}`)
  await expect(rows.filter({ hasText: credits('kind.grantBonus') })).toContainText('+500')
})

test('a letter’s link works once for the bonus, and twice without harm', async ({
  page,
  language,
  words,
  mailbox,
}) => {
  const accounts = words('accounts')
  const { email, password } = newCredentials()
  await page.request.post('/api/accounts', { data: { email, password, locale: language } })
  const link = await mailbox.linkTo(email)
  await page.goto(link)
  await page.getByLabel(accounts('password')).fill('not the password')
  await page.getByRole('button', { name: accounts('verifyButton') }).click()
  await expect(page.getByLabel(accounts('password'))).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel(accounts('password')).fill(password)
  await page.getByRole('button', { name: accounts('verifyButton') }).click()
  await expect(page).toHaveURL(/studio/)
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText(accounts('bonus.claimed'))).toBeVisible()
})
