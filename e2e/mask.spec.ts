import sharp from 'sharp'
import { z } from 'zod'
import { expectNoViolations } from './fixtures/axe.ts'
import { MaskPage } from './fixtures/mask-page.ts'
import { expectReflow } from './fixtures/reflow.ts'
import { expect, test } from './fixtures/test.ts'

const WIDTH = 1536
const HEIGHT = 1024
const uploadShape = z.object({ upload: z.object({ id: z.string(), sizeBytes: z.number() }) })
const jobsShape = z.object({ jobs: z.array(z.object({ images: z.array(z.object({ id: z.string() })) })) })

/** No two neighbours are alike: what is moved by one pixel is seen. */
async function photo(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let at = 0; at < pixels.length; at += 3) {
    const [x, y] = [(at / 3) % WIDTH, Math.floor(at / 3 / WIDTH)]
    pixels[at] = (x * 7 + y * 3) % 256
    pixels[at + 1] = Math.round((x / WIDTH) * 255)
    pixels[at + 2] = Math.round((y / HEIGHT) * 255)
  }
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const
  return sharp(pixels, { raw }).png({ compressionLevel: 1 }).toBuffer()
}

async function pixelsOf(file: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([WIDTH, HEIGHT])
  return data
}

/** Left half black, right half white. */
function halves(width: number, height: number): Promise<Buffer> {
  const white = { create: { width: width / 2, height, channels: 3 as const, background: '#fff' } }
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .composite([{ input: white, left: width / 2, top: 0 }])
    .png()
    .toBuffer()
}

test.beforeEach(async ({ signedInUser, studio }) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  await studio.open()
})

test('what is painted by mouse and by keys survives a reload, and nothing else is repainted', async ({
  page,
  studio,
  language,
  words,
}) => {
  const t = words('maskEditor')
  const mask = new MaskPage(page, language)
  const picture = await photo()
  await mask.addPicture('cat.png', picture)
  await mask.open()

  // By mouse; there and back.
  await mask.drag([0.3, 0.3], [0.5, 0.3])
  await expect.poll(() => mask.share()).toBeGreaterThan(1)
  const stroke = await mask.share()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => mask.share()).toBe(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(() => mask.share()).toBe(stroke)
  // With Shift a line leads on from where the stroke ended.
  const corner = await mask.at([0.5, 0.5])
  await page.keyboard.down('Shift')
  await page.mouse.click(corner.x, corner.y)
  await page.keyboard.up('Shift')
  await expect.poll(() => mask.share()).toBeGreaterThan(stroke)
  const line = await mask.share()

  // By keys alone: a rectangle beside it, from corner to corner.
  await page.keyboard.press('r')
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Space')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Space')
  await expect.poll(() => mask.share()).toBeGreaterThan(line)
  const whole = await mask.share()
  await expect(mask.dialog.getByRole('status')).toContainText(t('share.some', { percent: whole }))

  // Kept in this browser until it is used.
  await page.waitForFunction(async () => {
    const open = indexedDB.open('huafang-masks')
    await new Promise((resolve) => open.addEventListener('success', resolve))
    const kept = open.result.transaction('work').objectStore('work').count()
    await new Promise((resolve) => kept.addEventListener('success', resolve))
    open.result.close()
    return kept.result > 0
  })
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).join())).toContain('draft')
  await page.reload()
  await mask.open()
  await expect(mask.dialog.getByText(t('notice.restored'))).toBeVisible()
  expect(await mask.share()).toBe(whole)
  await mask.dialog.getByRole('button', { name: t('notice.keep') }).click()
  await expect(mask.stage).toBeFocused()

  // Sent nowhere: stopped, and on with it.
  await page.route('**/api/uploads?*kind=mask*', () => {}, { times: 1 })
  await mask.done.click()
  await mask.dialog.getByRole('button', { name: t('stop') }).click()
  await expect(mask.stage).toBeFocused()

  // The line is lost once, and nothing of the work.
  await page.route('**/api/uploads?*kind=mask*', (route) => route.abort(), { times: 1 })
  await mask.done.click()
  await expect(mask.dialog.getByRole('alert')).toContainText(words('errors')('network'))
  const answer = page.waitForResponse((response) => response.url().includes('kind=mask'))
  await mask.dialog.getByRole('button', { name: words('common')('retry') }).click()
  const { upload } = uploadShape.parse(await (await answer).json())
  await expect(mask.dialog).toHaveCount(0)
  expect(upload.sizeBytes).toBeLessThan(4_000_000)
  const stored = await page.request.get(`/api/uploads/${upload.id}/file?variant=picture`)
  const maskPixels = await pixelsOf(await stored.body())
  const painted = maskPixels.reduce((sum, value, at) => sum + (at % 4 === 3 ? 255 - value : 0), 0)
  expect((painted / (WIDTH * HEIGHT * 255)) * 100).toBeCloseTo(whole, 0)

  await studio.prompt.fill('another moon')
  await studio.paint.click()
  await expect(studio.pictures('another moon')).toHaveCount(1)
  const { jobs } = jobsShape.parse(await (await page.request.get('/api/jobs')).json())
  const file = `/api/images/${jobs[0]?.images[0]?.id}/file`
  await expect.poll(async () => (await page.request.get(`${file}?variant=composed`)).status()).toBe(200)
  const result = await pixelsOf(await (await page.request.get(`${file}?variant=composed`)).body())
  const before = await pixelsOf(picture)
  const count = { changedOutside: 0, changedInside: 0, inside: 0 }
  for (let at = 0; at < result.length; at += 4) {
    const isChanged = [0, 1, 2].some((channel) => result[at + channel] !== before[at + channel])
    if (maskPixels[at + 3] === 255 && isChanged) count.changedOutside += 1
    if (maskPixels[at + 3] === 0) count.inside += 1
    if (maskPixels[at + 3] === 0 && isChanged) count.changedInside += 1
  }
  expect(count.changedOutside).toBe(0)
  expect(count.changedInside).toBeGreaterThan(count.inside * 0.9)
})

test('a mask file is taken either way round, and scaled or refused with both sizes', {
  tag: '@once',
}, async ({ page, language, words }) => {
  const t = words('maskEditor')
  const mask = new MaskPage(page, language)
  await mask.addPicture('cat.png', await photo())
  await mask.open()
  await mask.done.click()
  await expect(mask.dialog.getByRole('alert')).toHaveText(t('notice.empty'))
  await mask.dialog.getByRole('button', { name: t('notice.goOn') }).click()

  const importing = page.getByRole('dialog', { name: t('import.title') })
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await mask.dialog.getByRole('button', { name: t('files.import') }).click()
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer })
  }
  await choose('half.png', await halves(WIDTH, HEIGHT))
  await expect(importing.getByRole('radio', { name: t('import.white'), exact: true })).toBeChecked()
  await importing.getByText(t('import.black')).click()
  await importing.getByRole('button', { name: t('import.use'), exact: true }).click()
  await expect.poll(() => mask.share()).toBe(50)
  // It was the left half: what is painted over it there is nothing new.
  await mask.drag([0.25, 0.4], [0.4, 0.6])
  await expect(mask.dialog.getByRole('status')).toHaveText(t('news.nothing'))
  await page.keyboard.press('e')
  await mask.drag([0.25, 0.4], [0.4, 0.6])
  await expect.poll(() => mask.share()).toBeLessThan(50)

  // Out to a file, and in again with transparency.
  await page.keyboard.press('i')
  await expect.poll(() => mask.share()).toBeGreaterThan(50)
  const inverted = await mask.share()
  const download = page.waitForEvent('download')
  await mask.dialog.getByRole('button', { name: t('files.export'), exact: true }).click()
  const exported = await (await download).createReadStream()
  const file = Buffer.concat(await exported.toArray())
  await page.keyboard.press('Delete')
  await expect.poll(() => mask.share()).toBe(0)
  await choose('again.png', file)
  await expect(importing.getByRole('radio', { name: t('import.transparent'), exact: true })).toBeChecked()
  await importing.getByRole('button', { name: t('import.use'), exact: true }).click()
  await expect.poll(() => mask.share()).toBe(inverted)

  const sizes = { width: 768, height: 512, asWidth: WIDTH, asHeight: HEIGHT }
  await choose('small.png', await halves(768, 512))
  await expect(importing).toContainText(t('import.scaled', sizes))
  await importing.getByRole('button', { name: t('import.useScaled') }).click()
  await expect.poll(() => mask.share()).toBe(50)
  await choose('tall.png', await halves(512, 768))
  await expect(importing.getByRole('alert')).toHaveText(
    t('import.otherShape', { ...sizes, width: 512, height: 768 }),
  )
  await page.keyboard.press('Escape')
  await choose('words.png', Buffer.from('no picture at all'))
  await expect(mask.dialog.getByRole('alert')).toHaveText(t('notice.unreadable'))
  expect(await mask.share()).toBe(50)

  // All of it is as good as none.
  await page.keyboard.press('Delete')
  await page.keyboard.press('i')
  await mask.done.click()
  await expect(mask.dialog.getByRole('alert')).toHaveText(t('notice.full'))
  await mask.dialog.getByRole('button', { name: t('notice.without') }).click()
  await expect(mask.dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: words('studioInputs')('repaint') })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })

  test('one finger paints, two fingers zoom and never paint', { tag: '@once' }, async ({
    page,
    language,
    words,
  }) => {
    const t = words('maskEditor')
    const mask = new MaskPage(page, language)
    await mask.addPicture('cat.png', await photo())
    await mask.open()
    const zoom = mask.dialog.getByRole('group', { name: t('zoom') })
    const undo = mask.dialog.getByRole('button', { name: t('undo'), exact: true })
    const fits = (await zoom.textContent()) ?? ''
    await mask.touch(
      [
        [0.4, 0.5],
        [0.6, 0.5],
      ],
      [
        [0.2, 0.5],
        [0.8, 0.5],
      ],
    )
    await expect(zoom).not.toHaveText(fits)
    await expect(undo).toHaveAttribute('aria-disabled', 'true')
    await mask.touchCancelled([[0.3, 0.5]], [[0.6, 0.55]])
    await expect(undo).toHaveAttribute('aria-disabled', 'true')
    await mask.touch([[0.3, 0.5]], [[0.6, 0.55]])
    await expect.poll(() => mask.share()).toBeGreaterThan(0.1)
    await mask.touch(
      [
        [0.2, 0.5],
        [0.8, 0.5],
      ],
      [
        [0.4, 0.5],
        [0.6, 0.5],
      ],
    )
    await expect(zoom).toHaveText(fits)
    // One step and no more.
    await undo.tap()
    await expect.poll(() => mask.share()).toBe(0)
    await expect(undo).toHaveAttribute('aria-disabled', 'true')
    await mask.dialog.getByText(t('tool.lasso'), { exact: true }).tap()
    await mask.touch([[0.2, 0.45]], [[0.8, 0.47]], [[0.5, 0.56]])
    await expect.poll(() => mask.share()).toBeGreaterThan(1)

    await mask.dialog.getByRole('button', { name: t('more') }).tap()
    const small = await mask.dialog.evaluate((dialog) =>
      [...dialog.querySelectorAll('button, input')].flatMap((control) => {
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect()
        const isFine = !control.checkVisibility() || (Math.round(width) >= 44 && Math.round(height) >= 44)
        return isFine
          ? []
          : [`${control.getAttribute('aria-label') ?? control.textContent}: ${width} × ${height}`]
      }),
    )
    expect(small).toEqual([])
    await expectNoViolations(page)
    await mask.dialog.getByRole('button', { name: t('more') }).tap()
    await expectReflow(page)
  })
})
