import type { Page } from '@playwright/test'
import type { Locale } from '#lib/i18n/locales.ts'
import type { wordsOf } from '../fixtures/words.ts'

/** Who looks: nobody, somebody who has just come or whose address is not verified, somebody with pictures, or in a hurry, an operator. */
export type Viewer = 'visitor' | 'newcomer' | 'unverified' | 'painter' | 'hurried' | 'operator'

/** What was made for the painter before. */
export interface Scenery {
  jobId: string
  pictureId: string
  /** An image that the provider refused. */
  failedImageId: string
  /** Made from two pictures, from one of those, and from a picture and a mask. */
  wornId: string
  chainedId: string
  repaintedId: string
  /** What was ordered with one picture, with two, with a mask. */
  linesJobId: string
  wornJobId: string
  repaintedJobId: string
}

export interface View {
  page: Page
  words: ReturnType<typeof wordsOf>
  language: Locale
  scenery: Scenery
}

export interface Shot {
  name: string
  as: Viewer
  /** Below the language: `/studio`. */
  path: string | ((scenery: Scenery) => string)
  /** What to do before the picture is taken. */
  prepare?: (view: View) => Promise<void>
  /** Only what is in view, for pages that have no end and for dialogs. */
  viewportOnly?: boolean
  /** As somebody sees it who was never here: the tour begins. */
  tour?: boolean
}

/** Every call that the page makes from now on finds nobody. */
export async function cutTheLine({ page }: View): Promise<void> {
  await page.route('**/api/**', (route) => route.abort())
}

/** The page anew, on a line on which no picture ever comes. */
export async function withoutPictures({ page }: View): Promise<void> {
  await page.route('**/api/images/**', () => undefined)
  await page.reload({ waitUntil: 'domcontentloaded' })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** Presses `?` until the list of keys is there: a page that has just come may not hear it yet. */
export async function openShortcuts({ page }: View): Promise<void> {
  const list = page.getByRole('dialog')
  for (let tries = 0; tries < 10 && !(await list.isVisible()); tries += 1) {
    await page.keyboard.press('?')
    await list.waitFor({ timeout: 2_000 }).catch(() => undefined)
  }
  await list.waitFor({ timeout: 1_000 })
}

/** Presses a button of the page's main part and waits for the dialog that it opens. */
export async function openDialog({ page }: View, button: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click()
  await page.getByRole('dialog').first().waitFor()
}
