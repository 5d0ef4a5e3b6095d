import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Page } from '@playwright/test'
import sharp from 'sharp'
import { z } from 'zod'
import { expectNoViolations } from './fixtures/axe.ts'
import { order } from './fixtures/orders.ts'
import { catPicture, pawMask } from './fixtures/seed-pictures.ts'
import { expect, test } from './fixtures/test.ts'
import { upload, uploadFromImage } from './fixtures/uploads.ts'
import { createUser, signIn } from './fixtures/users.ts'

const jobShape = z.object({
  job: z.object({ images: z.array(z.object({ id: z.string(), state: z.string() })) }),
})

/** Has pictures painted. @returns their ids, the first one first */
async function paint(
  request: APIRequestContext,
  prompt: string,
  n = 1,
  from: Parameters<typeof order>[3] = {},
): Promise<string[]> {
  const jobId = await order(request, prompt, n, from)
  let ids: string[] = []
  await expect
    .poll(async () => {
      const { images } = jobShape.parse(await (await request.get(`/api/jobs/${jobId}`)).json()).job
      ids = images.filter(({ state }) => state === 'delivered').map(({ id }) => id)
      return ids.length
    })
    .toBe(n)
  return ids
}

/** How wide the picture is on the screen, zoom included. */
async function shownWidth(page: Page, name: string): Promise<number> {
  const box = await page.getByRole('img', { name }).boundingBox()
  return Math.round(box?.width ?? 0)
}

const prompts = { zh: '月夜竹林里的一盏灯', en: 'a lamp in a bamboo grove' }

test('a picture is looked at closely by keyboard, and the arrows go to the others', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  expect(signedInUser.email).toContain('@')
  const t = words('picture')
  const prompt = prompts[language]
  const [first = ''] = await paint(page.request, `${prompt} 1`)
  const [second = ''] = await paint(page.request, `${prompt} 2`)
  const name = (number: number) => t('altPrompt', { prompt: `${prompt} ${number}` })

  await page.goto(`/${language}/pictures/${second}?q=${encodeURIComponent(prompt.slice(0, 6))}`)
  await expect(page.getByRole('img', { name: name(2) })).toBeVisible()
  const tools = page.getByRole('group', { name: t('zoom') })
  await expect(tools).toContainText(/\d\s?%/)
  const fits = await shownWidth(page, name(2))
  await page.keyboard.press('1')
  await expect.poll(() => shownWidth(page, name(2))).toBe(1024)
  await page.keyboard.press('+')
  await expect.poll(() => shownWidth(page, name(2))).toBe(1536)
  await expect(tools).toContainText('150')
  const before = await page.getByRole('img', { name: name(2) }).boundingBox()
  await page.keyboard.press('ArrowRight')
  await expect
    .poll(async () => (await page.getByRole('img', { name: name(2) }).boundingBox())?.x)
    .toBeLessThan(before?.x ?? 0)
  await page.keyboard.press('0')
  await expect.poll(() => shownWidth(page, name(2))).toBe(fits)

  // At rest the same keys go on, within the view of the address, and back leads to it.
  await expect(page.getByRole('link', { name: t('older') })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(new RegExp(`/pictures/${first}\\?q=`))
  await expect(page.getByRole('img', { name: name(1) })).toBeVisible()
  await expect(page.getByRole('link', { name: t('newer') })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(new RegExp(`/pictures/${second}\\?q=`))
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures\\?q=`))
})

test('a download in another format says that it is made by AI; the original is as it came', async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  expect(signedInUser.email).toContain('@')
  const t = words('picture')
  const [id = ''] = await paint(page.request, prompts[language])
  await page.goto(`/${language}/pictures/${id}`)

  async function downloaded(start: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const downloading = page.waitForEvent('download')
    await start()
    const download = await downloading
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }
  const menu = page.getByRole('button', { name: t('downloadOther') })
  // The menu is loaded when it is first opened; the focus goes into it and comes back all the same.
  await menu.press('Enter')
  await expect(page.getByRole('menu')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  const webp = await downloaded(async () => {
    await menu.click()
    await page.getByRole('menuitem', { name: 'WebP' }).click()
  })
  expect(webp.name).toContain(language === 'zh' ? '月夜竹林里的一盏灯' : 'a-lamp-in-a-bamboo-grove')
  const metadata = await sharp(webp.bytes).metadata()
  expect(metadata).toMatchObject({ format: 'webp', width: 1024, height: 1024 })
  expect(metadata.xmp?.toString()).toContain('digitalsourcetype/trainedAlgorithmicMedia')
  expect(metadata.xmp?.toString()).toContain(`"Label":"1","ContentProducer":"Huafang","ProduceID":"${id}"`)

  await menu.click()
  await page.getByRole('menuitem', { name: t('otherSize') }).click()
  const dialog = page.getByRole('dialog', { name: t('exportTitle') })
  await dialog.getByRole('radio', { name: 'AVIF' }).check({ force: true })
  await dialog.getByRole('radio', { name: '512 × 512' }).check({ force: true })
  const avif = await downloaded(() =>
    dialog.getByRole('button', { name: t('exportButton', { format: 'AVIF' }) }).click(),
  )
  expect(await sharp(avif.bytes).metadata()).toMatchObject({ compression: 'av1', width: 512 })
  await page.keyboard.press('Escape')

  const original = await downloaded(() => page.keyboard.press('d'))
  const stored = await (await page.request.get(`/api/images/${id}/file?variant=original`)).body()
  expect(original.bytes.equals(stored)).toBe(true)

  // What is no file is a sentence in the page, and the page stays.
  await page.route('**/download?format=*', (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '40' } }),
  )
  await page.getByRole('link', { name: t('download') }).click()
  const wait = words('errors')('too_many_requests_wait', { seconds: 40 })
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(wait)
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures/${id}$`))
})

test('the prompt is copied, the picture goes to the bin and comes back', async ({
  page,
  context,
  language,
  words,
  signedInUser,
}) => {
  expect(signedInUser.email).toContain('@')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const t = words('picture')
  const prompt = `${prompts[language]} <b>"1"</b> 🎋`
  const [id = ''] = await paint(page.request, prompt)
  await page.goto(`/${language}/pictures/${id}`)
  await page.getByRole('button', { name: t('copyPrompt') }).click()
  await expect(page.getByText(t('promptCopied'))).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(prompt)
  await page.keyboard.press('c')
  await expect(page.getByText(t('pictureCopied'))).toBeVisible()
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap(({ types: kinds }) => kinds),
  )
  expect(types).toContain('image/png')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: t('favourite') })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Delete')
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures$`))
  await page.getByRole('button', { name: words('common')('undo') }).click()
  await expect(page.getByText(t('restored'))).toBeVisible()
  await page.goto(`/${language}/pictures/${id}`)
  await expect(page.getByRole('button', { name: t('favourite') })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: t('delete') })).toBeVisible()
  await expectNoViolations(page)
})

test('a reported problem reaches the operators, who close it', { tag: '@once' }, async ({
  page,
  browser,
  baseURL,
  language,
  words,
  signedInUser,
}) => {
  const t = words('picture')
  const admin = words('admin')
  const [id = ''] = await paint(page.request, prompts[language])
  await page.goto(`/${language}/pictures/${id}`)
  await page.getByRole('button', { name: t('report') }).click()
  const dialog = page.getByRole('dialog', { name: t('reportTitle') })
  await dialog.getByRole('button', { name: t('reportSend') }).click()
  await expect(dialog.getByText(t('reportMissing'))).toBeVisible()
  await dialog.getByRole('radio', { name: t('reason.charged') }).check({ force: true })
  await dialog.getByLabel(t('reportText')).fill('<i>42</i> ?')
  await dialog.getByRole('button', { name: t('reportSend') }).click()
  await expect(dialog.getByText(t('reportDone'))).toBeVisible()

  const operator = await createUser({ baseURL: baseURL ?? '', credits: 0, admin: true })
  const context = await browser.newContext({ baseURL })
  await signIn(context.request, operator)
  const desk = await context.newPage()
  await desk.goto(`/${language}/admin/reports`)
  const row = desk.getByRole('row').filter({ hasText: signedInUser.email })
  await expect(row).toContainText(admin('reportReason.charged'))
  await expect(row).toContainText('<i>42</i> ?')
  await expect(row.getByRole('link', { name: id })).toHaveAttribute('href', `/${language}/admin/images/${id}`)
  await expectNoViolations(desk)
  await row.getByRole('button').click()
  const said = desk.getByRole('main').getByRole('status')
  await expect(said).toHaveText(admin('reportDone', { email: signedInUser.email }))
  await expect(row).toHaveCount(0)
  await desk.getByRole('button', { name: admin('reportsClosed'), exact: true }).click()
  await expect(row).toContainText(operator.email)
  await context.close()
})

test('what is gone for good says so, and somebody else’s picture is not there', async ({
  page,
  browser,
  baseURL,
  language,
  words,
  studio,
  signedInUser,
}) => {
  expect(signedInUser.email).toContain('@')
  const t = words('picture')
  const [id = ''] = await paint(page.request, prompts[language])
  const stranger = await browser.newContext({ baseURL })
  await signIn(stranger.request, await createUser({ baseURL: baseURL ?? '', credits: 0 }))
  expect((await stranger.request.get(`/${language}/pictures/${id}`)).status()).toBe(404)
  await stranger.close()

  // It goes while it is looked at, in another tab.
  await page.goto(`/${language}/pictures/${id}`)
  await expect(page.getByRole('button', { name: t('delete') })).toBeVisible()
  await page.request.post('/api/pictures/delete', { data: { ids: [id] } })
  await expect(page.getByText(t('inBin'))).toBeVisible()
  await page.request.post('/api/pictures/purge', { data: { ids: [id] } })
  await expect(page.getByText(t('gone.title'))).toBeVisible()
  await page.reload()
  await expect(page.getByText(t('gone.title'))).toBeVisible()
  await expect(page.getByRole('link', { name: t('download') })).toHaveCount(0)
  await expect(page.getByText(prompts[language], { exact: true })).toBeVisible()
  await studio.open()
  const tile = studio.job(prompts[language]).getByRole('listitem')
  await expect(tile.getByRole('link')).toHaveText(words('job')('gone'))
  await expect(tile.getByRole('img')).toHaveCount(0)
})

test('a file that does not come can be asked for again', async ({ page, language, words, signedInUser }) => {
  expect(signedInUser.email).toContain('@')
  const t = words('picture')
  const [id = ''] = await paint(page.request, prompts[language])
  await page.route('**/file?variant=*', (route) => route.abort())
  await page.goto(`/${language}/pictures/${id}`)
  await expect(page.getByRole('alert').filter({ hasText: t('allFailed') })).toBeVisible()
  await page.unroute('**/file?variant=*')
  await page.getByRole('button', { name: words('common')('retry') }).click()
  await expect(page.getByText(t('allFailed'))).toHaveCount(0)
  await expect
    .poll(() =>
      page
        .getByRole('img', { name: t('altPrompt', { prompt: prompts[language] }) })
        .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    )
    .toBe(1024)
})

test('what a picture was made from is shown with it, and leads back to the first', { tag: '@once' }, async ({
  page,
  language,
  words,
  signedInUser,
}) => {
  expect(signedInUser.email).toContain('@')
  const t = words('picture')
  const { request } = page
  const cat = await upload(request, await catPicture(), 'ginger.png')
  const mask = await upload(request, await pawMask(), 'mask.png', cat)
  const [repainted = ''] = await paint(request, '让猫抱着一条大鱼', 1, { inputs: [cat], mask })
  const input = await uploadFromImage(request, repainted)
  const [next = ''] = await paint(request, '换成冬天', 1, { inputs: [input] })

  await page.goto(`/${language}/pictures/${next}`)
  const inputs = page.getByRole('region', { name: t('inputs') })
  await expect(inputs.getByRole('listitem')).toHaveCount(1)
  await inputs.getByRole('link', { name: t('source.kept') }).click()
  await expect(page).toHaveURL(new RegExp(`/${language}/pictures/${repainted}$`))
  await expect(inputs.getByRole('listitem')).toHaveCount(2)
  await expect(inputs.getByRole('link')).toHaveCount(0)
  await expect(inputs).toContainText('ginger.png')
  await expect(inputs).toContainText('1024 × 1024')
  await inputs.getByRole('button', { name: t('openInput', { name: t('mask') }) }).click()
  const dialog = page.getByRole('dialog', { name: t('mask') })
  await expect(dialog.getByRole('img', { name: t('maskAlt') })).toBeVisible()
  await expect(dialog).toContainText(t('maskNote'))
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  const facts = page.getByRole('region', { name: t('facts') })
  await expect(facts).toContainText(t('kinds.mask'))
  await expect(facts).toContainText(t('unpaintedKept'))
  await expect(facts).toContainText(t('costInputsMask', { count: 1 }))

  // The picture, and what the model answered: one click, and the zoom stays.
  const picture = page.getByRole('img', { name: t('altPrompt', { prompt: '让猫抱着一条大鱼' }) })
  await expect(picture).toHaveAttribute('src', /variant=composed$/)
  const raw = page.getByRole('button', { name: t('raw'), exact: true })
  await page.keyboard.press('1')
  await raw.click()
  await expect(picture).toHaveAttribute('src', /variant=original$/)
  await expect.poll(() => shownWidth(page, t('altPrompt', { prompt: '让猫抱着一条大鱼' }))).toBe(1024)
  await raw.click()
  await expect(picture).toHaveAttribute('src', /variant=composed$/)

  // Before and after: by keys, and by a pointer anywhere on them.
  await page.getByRole('button', { name: t('beforeAfter') }).click()
  const slider = page.getByRole('slider', { name: t('slider') })
  await expect(slider).toBeFocused()
  await expect(slider).toHaveAttribute('aria-valuetext', t('sliderAt', { before: 50, after: 50 }))
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveValue('51')
  await page.keyboard.press('Home')
  await expect(slider).toHaveAttribute('aria-valuetext', t('sliderAt', { before: 0, after: 100 }))
  await page.keyboard.press('End')
  await expect(slider).toHaveValue('100')
  const box = await page
    .getByRole('img', { name: t('inputAlt', { number: 1, name: 'ginger.png' }) })
    .boundingBox()
  if (!box) throw new Error('there is no picture')
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2)
  await page.mouse.down()
  await expect(slider).toHaveValue('80')
  await page.mouse.move(box.x + box.width / 4, box.y + 4, { steps: 3 })
  await expect(slider).toHaveValue('25')
  await page.mouse.up()
  await expectNoViolations(page)
  // Nothing of it is remembered.
  await page.reload()
  await expect(slider).toHaveCount(0)

  // What it came from is in the bin: said, and no dead end.
  await request.post('/api/pictures/delete', { data: { ids: [repainted] } })
  await page.goto(`/${language}/pictures/${next}`)
  await expect(inputs).toContainText(t('source.bin'))
  await inputs.getByRole('link', { name: t('source.kept') }).click()
  await expect(page.getByText(t('inBin'))).toBeVisible()
})
