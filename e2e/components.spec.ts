import { browserOptions } from './browser/find-browser.ts'
import { expect, test } from './fixtures/test.ts'

// The pictures in components.spec.ts-snapshots were taken with this browser and the font of e2e/browser, which are the same everywhere.
// New ones, after looking at them: npx playwright test e2e/components.spec.ts --update-snapshots
// Few, because the sheet is large: one sample's colour is 4,000 pixels of two million, one button's outline 200.
const compare = { maxDiffPixels: 120 }
const phone = { width: 390, height: 844 }

test.use({ launchOptions: await browserOptions({ bundled: true }), viewport: { width: 1024, height: 900 } })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the building blocks look as they did', async ({ page, language }) => {
      await page.goto(`/dev/components/${language}`)
      await expect(page.getByRole('main')).toHaveScreenshot(`sheet-${colorScheme}.png`, compare)
    })

    test('what opens over the page looks as it did', async ({ page, language }) => {
      await page.goto(`/dev/components/${language}`)
      const buttons = page.getByRole('region', { name: 'Over the page' }).getByRole('button')
      await buttons.nth(1).click()
      await expect(page.getByRole('menu')).toHaveScreenshot(`menu-${colorScheme}.png`, compare)
      await page.keyboard.press('Escape')

      await buttons.nth(2).click()
      await expect(page.getByRole('dialog')).toHaveScreenshot(`toast-${colorScheme}.png`, compare)

      await buttons.nth(0).click()
      await expect(page.locator('dialog[open]')).toHaveScreenshot(`dialog-${colorScheme}.png`, compare)
      await page.setViewportSize(phone)
      await expect(page).toHaveScreenshot(`dialog-phone-${colorScheme}.png`, compare)
    })
  })
}
