import { promptLength } from '#lib/catalog/choices.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

/** Characters of several code points and code units, words from right to left, and what a careless page would run. */
const strange =
  '👩‍👩‍👧 قارب "صغير" <b>山</b> <script>document.title = \'run\'</script> & <img src=x onerror=alert(1)>'

/** An entry is named by the beginning. */
const start = strange.slice(0, 40)

test('emoji, right-to-left words and HTML are words like others, in prompts, snippets and results', async ({
  page,
  studio,
  words,
}) => {
  const t = words('studio')
  page.on('dialog', () => expect(false, 'something of a prompt was run').toBe(true))
  await studio.prompt.fill(strange)
  await expect(
    studio.form.getByText(t('promptCountShort', { count: promptLength(strange), max: 32_000 })).first(),
  ).toBeVisible()
  await studio.form.getByRole('button', { name: t('snippets') }).click()
  const snippets = page.getByRole('dialog')
  await snippets.getByRole('button', { name: words('studioTools')('snippets.keep') }).click()
  await expect(snippets.getByRole('listitem')).toContainText(strange)
  await page.keyboard.press('Escape')
  await studio.paint.click()
  await expect(studio.pictures(start)).toHaveCount(1)
  await expect(studio.job(start)).toContainText(strange)
  await expect(studio.job(start).locator('b, script, img[src="x"]')).toHaveCount(0)
  await page.reload()
  await expect(studio.prompt).toHaveValue(strange)
  await expect(page).not.toHaveTitle('run')
})

test('a prompt as long as its model takes is painted, and one character more is told before', async ({
  page,
  studio,
  words,
}) => {
  const t = words('studio')
  // Lines as a person would write them; each boat counts once, though it is two code units.
  const line = `${'远山晨雾里的一叶孤舟，⛵ and 🚣 '.repeat(7)}\n`
  const longest = [...line.repeat(400)].slice(0, 32_000).join('')
  await studio.prompt.fill(longest)
  await expect(studio.form.getByText(t('promptNear', { left: 0 }))).toBeVisible()
  await studio.prompt.press('Control+End')
  await studio.prompt.pressSequentially('🚣')
  await expect(studio.form.getByText(t('promptOver', { over: 1 }))).toBeVisible()
  await expect(studio.prompt).toHaveAttribute('aria-invalid', 'true')
  await studio.prompt.press('Backspace')
  await studio.paint.click()
  await expect(studio.pictures(longest.slice(0, 80))).toHaveCount(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('work is kept when the session has ended in another tab, and goes on after signing in', async ({
  context,
  page,
  studio,
  words,
  signedInUser,
  language,
}) => {
  const t = words('accounts')
  await studio.prompt.fill('written before the session ended')
  const other = await context.newPage()
  await other.goto(`/${language}/account`)
  await other
    .getByRole('banner')
    .getByRole('button', { name: words('nav')('account') })
    .click()
  await other.getByRole('button', { name: words('nav')('signOut') }).click()
  await expect(other).toHaveURL(new RegExp(`/${language}$`))
  await studio.paint.click()
  await studio.form.getByRole('link', { name: words('studio')('signInAgain') }).click()
  await page.getByLabel(t('email'), { exact: true }).fill(signedInUser.email)
  await page.getByLabel(t('password'), { exact: true }).fill(signedInUser.password)
  await page.getByRole('button', { name: t('signInButton'), exact: true }).click()
  await expect(studio.prompt).toHaveValue('written before the session ended')
  await studio.paint.click()
  await expect(studio.pictures('written before the session ended')).toHaveCount(1)
})
