// npm run -s screenshots [-- NAME …]: pictures of every page, phone and desktop, Chinese and English, light and dark, into
// screenshots/, and a sheet of each page's eight. A name takes the pages that begin with it.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { type Browser, chromium, devices } from '@playwright/test'
import { locales } from '#lib/i18n/locales.ts'
import { browserOptions } from '../browser/find-browser.ts'
import { wordsOf } from '../fixtures/words.ts'
import { contactSheet } from './contact-sheet.ts'
import { makeScenery } from './scenery.ts'
import { type Scenery, type Shot, shots } from './shots.ts'
import { openContext, type ScreenshotSite, startScreenshotSite } from './site.ts'

const folder = path.resolve(import.meta.dirname, '../../screenshots')
const port = 4799
const screens = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices['iPhone 14'], defaultBrowserType: undefined, deviceScaleFactor: 2 },
} as const
const schemes = ['light', 'dark'] as const
const languageTags = { zh: 'zh-CN', en: 'en-US' } as const

async function take(browser: Browser, site: ScreenshotSite, shot: Shot, scenery: Scenery): Promise<string[]> {
  const files: string[] = []
  const below = typeof shot.path === 'string' ? shot.path : shot.path(scenery)
  for (const [screen, options] of Object.entries(screens)) {
    for (const language of locales) {
      for (const colorScheme of schemes) {
        const context = await openContext(browser, site, shot.as, {
          ...options,
          colorScheme,
          locale: languageTags[language],
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        await page.goto(`/${language}${below}`, { waitUntil: 'load' })
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        await shot.prepare?.({ page, words: wordsOf(language), language, scenery })
        await page.evaluate(showAllPictures)
        const file = path.join(folder, `${shot.name}-${screen}-${language}-${colorScheme}.png`)
        await page.screenshot({ path: file, fullPage: !shot.viewportOnly })
        // A route that never answers would hold the context open.
        await page.unrouteAll({ behavior: 'ignoreErrors' })
        await context.close()
        files.push(file)
      }
    }
  }
  return files
}

/** Runs in the page: what is not in view yet would not be fetched, and never be there. */
function showAllPictures(): Promise<unknown> {
  const shown = [...document.images].map((image) => {
    image.loading = 'eager'
    if (image.complete) return null
    return new Promise((resolve) => {
      image.addEventListener('load', resolve)
      image.addEventListener('error', resolve)
    })
  })
  return Promise.race([Promise.all(shown), new Promise((resolve) => setTimeout(resolve, 5_000))])
}

const asked = process.argv.slice(2)
const chosen = shots.filter(({ name }) => asked.length === 0 || asked.some((start) => name.startsWith(start)))
mkdirSync(folder, { recursive: true })
const site = await startScreenshotSite(port)
const browser = await chromium.launch(await browserOptions())
try {
  const scenery = await makeScenery(site.url, site.cookies.painter)
  for (const [position, shot] of chosen.entries()) {
    try {
      const files = await take(browser, site, shot, scenery)
      writeFileSync(path.join(folder, `sheet-${shot.name}.png`), await contactSheet(files))
      console.log(`${position + 1}/${chosen.length} ${shot.name}`)
    } catch (error) {
      process.exitCode = 1
      console.error(`${shot.name}:`, error instanceof Error ? error.message : error)
    }
  }
} finally {
  await browser.close()
  await site.stop()
}
