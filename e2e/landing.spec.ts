import { expect, test } from './fixtures/test.ts'

test('the price follows the choices', async ({ page, language, words }) => {
  const t = words('calculator')
  await page.goto(`/${language}`)
  const form = page.getByRole('form', { name: t('name') })
  await form.getByLabel(t('model')).selectOption('gpt-image-2')
  await form.getByText('1536 × 1024', { exact: true }).click()
  await form.getByText(words('choices')('quality.low'), { exact: true }).click()
  await form.getByLabel(t('count')).selectOption('4')
  await expect(form.getByRole('status')).toContainText(t('credits', { credits: 20 }))
  await expect(form.getByRole('status')).toContainText(t('each', { credits: 5 }))
  // A model without that size and quality takes its own.
  await form.getByLabel(t('model')).selectOption('gpt-image-2.6-flare')
  await form.getByText('3840 × 2160', { exact: true }).click()
  await form.getByLabel(t('model')).selectOption('gpt-image-1.5')
  await expect(form.getByRole('radio', { name: '1024 × 1024' })).toBeChecked()
})

test('no page of the front breaks its own policy', async ({ page, language }) => {
  const broken: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text())
  })
  for (const path of ['', '/sign-in', '/sign-up', '/terms', '/privacy', '/contact', '/nowhere']) {
    const answer = await page.goto(`/${language}${path}`)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("'strict-dynamic'")
    expect(policy.match(/script-src [^;]*/)?.[0]).not.toContain('unsafe-inline')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(broken).toEqual([])
})

test('the site can be installed in its language', async ({ request, language }) => {
  const manifest = await (await request.get(`/${language}/manifest.webmanifest`)).json()
  expect(manifest).toMatchObject({ start_url: `/${language}/studio`, display: 'standalone' })
  for (const { src } of manifest.icons) expect((await request.get(src)).status()).toBe(200)
})

test('private pages ask search engines to stay away', async ({ request, language }) => {
  expect((await request.get(`/${language}`)).headers()['x-robots-tag']).toBeUndefined()
  expect((await request.get(`/${language}/verify-email`)).headers()['x-robots-tag']).toBe('noindex')
  expect(await (await request.get('/sitemap.xml')).text()).toContain(`/${language}/terms`)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the front page tells prices and answers questions', async ({ page, language, words }) => {
    const t = words('calculator')
    const tLanding = words('landing')
    await page.goto(`/${language}`)
    const form = page.getByRole('form', { name: t('name') })
    await form.getByLabel(t('count')).selectOption('4')
    await form.getByText(words('choices')('quality.max'), { exact: true }).click()
    await form.getByRole('button', { name: t('reckon') }).click()
    await expect(page).toHaveURL(/quality=max.*#prices$/)
    await expect(form.getByRole('status')).toContainText(t('total', { n: 4 }))
    await expect(form.getByRole('status')).toContainText(t('credits', { credits: 844 }))

    await page.getByText(tLanding('askKept')).click()
    await expect(page.getByText(tLanding('answerKept'))).toBeVisible()
  })
})
