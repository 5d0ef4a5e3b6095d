// npm run -s screenshots [-- NAME … --screens phone,tablet,desktop,wide]: pictures of every page, on a phone and a desktop if
// nothing else is asked, Chinese and English, light and dark, into screenshots/, and a sheet of each page's. A name takes the pages
// that begin with it. Drawn in the machine's own fonts: headings are Song where it has one.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { type Browser, chromium, devices } from '@playwright/test'
import { locales } from '#lib/i18n/locales.ts'
import { browserOptions } from '../browser/find-browser.ts'
import { wordsOf } from '../fixtures/words.ts'
import { contactSheet } from './contact-sheet.ts'
import { makeScenery } from './scenery.ts'
import type { Scenery, Shot } from './shot.ts'
import { shots } from './shots.ts'
import { openContext, type ScreenshotSite, startScreenshotSite } from './site.ts'

const folder = path.resolve(import.meta.dirname, '../../screenshots')
const port = 4799
const screens = {
  wide: { viewport: { width: 1920, height: 1080 } },
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { ...devices['iPhone 14'], defaultBrowserType: undefined, deviceScaleFactor: 2 },
} as const
const schemes = ['light', 'dark'] as const
const languageTags = { zh: 'zh-CN', en: 'en-US' } as const
const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { screens: { type: 'string', default: 'desktop,phone' } },
})
const wantedScreens = Object.entries(screens).filter(([name]) => options.screens.split(',').includes(name))

async function take(browser: Browser, site: ScreenshotSite, shot: Shot, scenery: Scenery): Promise<string[]> {
  const files: string[] = []
  const below = typeof shot.path === 'string' ? shot.path : shot.path(scenery)
  for (const [screen, device] of wantedScreens) {
    for (const language of locales) {
      for (const colorScheme of schemes) {
        const context = await openContext(browser, site, shot, {
          ...device,
          colorScheme,
          locale: languageTags[language],
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        await page.goto(`/${language}${below}`, { waitUntil: 'load' })
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        await shot.prepare?.({ page, words: wordsOf(language), language, scenery })
        await page.evaluate(showAllPictures, !shot.viewportOnly)
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

/** Runs in the page: what is not in view yet would not be fetched, decoded or laid out, and never be there. */
function showAllPictures(toTop: boolean): Promise<unknown> {
  // Else the header stands in the middle of a whole page.
  if (toTop) scrollTo(0, 0)
  for (const later of document.querySelectorAll<HTMLElement>('.landing-later')) {
    later.style.contentVisibility = 'visible'
  }
  const shown = [...document.images].map((image) => {
    image.loading = 'eager'
    return image.decode().catch(() => undefined)
  })
  return Promise.race([Promise.all(shown), new Promise((resolve) => setTimeout(resolve, 5_000))])
}

const chosen = shots.filter(({ name }) => asked.length === 0 || asked.some((start) => name.startsWith(start)))
mkdirSync(folder, { recursive: true })
const site = await startScreenshotSite(port)
const { env = {}, ...launch } = await browserOptions()
const ownFonts = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'FONTCONFIG_FILE'))
const browser = await chromium.launch({ ...launch, env: ownFonts })
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
