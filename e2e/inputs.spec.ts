import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoViolations } from './fixtures/axe.ts'
import { expectReflow } from './fixtures/reflow.ts'
import { expect, test } from './fixtures/test.ts'

const folder = path.resolve(import.meta.dirname, '../public/landing')
const hat = { name: 'hat.webp', bytes: readFileSync(path.join(folder, 'aurora-320.webp')) }
const cat = { name: 'cat.webp', bytes: readFileSync(path.join(folder, 'koi-320.webp')) }
const drawing = { name: 'drawing.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }

/** Lets files go over the page, as from another window. */
async function drop(page: Page, files: { name: string; bytes: Buffer }[]): Promise<void> {
  const data = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      return transfer
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  )
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.locator('main').dispatchEvent(type, { dataTransfer: data })
  }
}

test('pictures are dropped, ordered by keyboard, kept over a reload, paid for and shown with what came of them', async ({
  page,
  studio,
  signedInUser,
  words,
}) => {
  const t = words('studioInputs')
  const pictures = page.getByRole('region', { name: t('title') })
  const card = (number: number, file: string) =>
    pictures.getByRole('button', { name: new RegExp(`^${t('card', { number, file, size: '' })}`) })
  await studio.open()
  // The quiet button of before the part is there looks the same.
  await expect(pictures.getByRole('button', { name: t('start') })).toBeVisible()
  const plain = await studio.totalShown()

  await drop(page, [hat, drawing, cat])
  await expect(card(1, 'hat.webp')).toBeVisible()
  await expect(card(2, 'cat.webp')).toBeVisible()
  const refusal = pictures.getByRole('alert').filter({ hasText: 'drawing.svg' })
  await expect(refusal).toContainText(/没有扣费|Nothing was charged/)
  await refusal.getByRole('button', { name: t('dismiss') }).click()
  await expect(refusal).toHaveCount(0)

  await card(2, 'cat.webp').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(card(1, 'cat.webp')).toBeFocused()
  await expect(pictures.getByRole('status')).toHaveText(t('moved', { file: 'cat.webp', number: 1, count: 2 }))
  await studio.prompt.fill('A hat on ')
  await pictures.getByRole('button', { name: t('insertNamed', { number: 1 }) }).click()
  const prompt = `A hat on ${t('name', { number: 1 })}`
  await expect(studio.prompt).toHaveValue(prompt)

  await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.includes('draft')))
  await page.reload()
  await expect(card(1, 'cat.webp')).toBeVisible()
  await expect(card(2, 'hat.webp')).toBeVisible()
  await expect(studio.prompt).toHaveValue(prompt)

  await studio.chooseModel('DALL·E 3')
  const switchBack = studio.form.getByRole('button', {
    name: words('studio')('switchTo', { model: 'GPT Image 2.6 Flare' }),
  })
  await studio.paint.click()
  await expect(studio.form.getByText(/只凭文字|from words only/)).toBeVisible()
  await switchBack.click()
  await expect(switchBack).toHaveCount(0)
  expect(await studio.totalShown()).toBeGreaterThan(plain)
  const added = (await studio.form.getByText(/\(\+\d+\)|（\+\d+）/).textContent()) ?? ''
  expect(added).toContain(words('studio')('priceInputs', { count: 2, mask: 'no', credits: 0 }).slice(0, 5))
  await expectNoViolations(page)
  await expectReflow(page)

  const total = await studio.totalShown()
  await studio.paint.click()
  await expect(studio.pictures(prompt)).toHaveCount(1)
  await expect(
    studio
      .job(prompt)
      .getByRole('list', { name: words('job')('inputs') })
      .getByRole('listitem'),
  ).toHaveCount(2)
  await expect(page.getByText(studio.credits(signedInUser.credits - total)).first()).toBeVisible()

  await studio
    .job(prompt)
    .getByRole('link', { name: words('job')('continueNumber', { number: 1 }) })
    .click()
  const used = page.getByText(t('used', { number: 3 }))
  await expect(used).toBeVisible()
  await expect(pictures.getByRole('listitem')).toHaveCount(3)
  await page.getByRole('button', { name: words('common')('undo') }).click()
  await expect(pictures.getByRole('listitem')).toHaveCount(2)
  await pictures.getByRole('button', { name: t('removeNamed', { number: 1 }) }).click()
  await expect(card(1, 'hat.webp')).toBeVisible()
  await page
    .getByRole('button', { name: words('common')('undo') })
    .first()
    .click()
  await expect(card(1, 'cat.webp')).toBeVisible()
})

test('a picture is made square for DALL·E 2 by keys, and back', { tag: '@once' }, async ({
  page,
  studio,
  signedInUser,
  words,
}) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  const t = words('studioInputs')
  await studio.open()
  await page.getByRole('button', { name: t('start') }).click()
  const chooser = page.waitForEvent('filechooser')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('chooseFiles') })
    .click()
  await (await chooser).setFiles({ name: hat.name, mimeType: 'image/webp', buffer: hat.bytes })
  const size = (text: string) => page.getByRole('region', { name: t('title') }).getByText(text)
  await expect(size('320 × 480')).toBeVisible()
  await studio.chooseModel('DALL·E 2')
  const dialog = page.getByRole('dialog', { name: t('fitTitle', { number: 1 }) })
  await expect(dialog).toContainText(t('outcome', { size: '320 × 320' }))
  const frame = dialog.getByRole('slider', { name: t('frame') })
  await expect(frame).toHaveValue('50')
  await frame.press('ArrowRight')
  await expect(frame).toHaveValue('51')
  await dialog.getByRole('button', { name: t('fitUse') }).click()
  await expect(size('320 × 320')).toBeVisible()
  await expect(page.getByText(t('fitted', { number: 1, size: '320 × 320' }))).toBeVisible()
  await page.getByRole('button', { name: t('uncut') }).click()
  await expect(size('320 × 480')).toBeVisible()
})
