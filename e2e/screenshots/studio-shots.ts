import { FREE_PROMPT_CHARACTERS } from '#lib/catalog/quote.ts'
import { cutTheLine, openDialog, type Shot, type View } from './shot.ts'

/** The studio with one of its dialogs open. */
function dialogShot(name: string, button: (view: View) => string | RegExp): Shot {
  return {
    name: `studio-${name}`,
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: (view) => openDialog(view, button(view)),
  }
}

/** Makes the form throw where it is drawn, as a fault of ours would. */
async function breakTheForm({ page, words }: View): Promise<void> {
  await page.evaluate((mark) => {
    const max = Math.max
    Math.max = (...values) => {
      if (values[0] === mark) throw new Error('for the picture')
      return max(...values)
    }
  }, FREE_PROMPT_CHARACTERS)
  await page.getByLabel(words('studio')('prompt')).fill('a fault')
  await page.getByRole('heading', { name: words('pages')('errorTitle') }).waitFor()
}

/** The studio, one order, and the credits that they cost. */
export const studioShots: readonly Shot[] = [
  { name: 'studio-empty', as: 'newcomer', path: '/studio' },
  {
    name: 'studio-tour',
    as: 'newcomer',
    path: '/studio',
    viewportOnly: true,
    tour: true,
    prepare: ({ page }) => page.getByRole('dialog').waitFor(),
  },
  { name: 'studio-unverified', as: 'unverified', path: '/studio', viewportOnly: true },
  { name: 'studio-full', as: 'painter', path: '/studio', viewportOnly: true },
  {
    name: 'studio-painting',
    as: 'hurried',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words, language }) => {
      const t = words('studio')
      const prompt = language === 'zh' ? '芦苇荡里的两只白鹭' : 'Two egrets among reeds'
      await page.getByLabel(t('prompt')).fill(`${prompt} [[delay:3s]]`)
      await page.getByRole('button', { name: t('countMore') }).click()
      await page.getByRole('button', { name: t('submit'), exact: true }).click()
      await page.getByText(words('job')('painting')).first().waitFor()
    },
  },
  {
    name: 'studio-more-choices',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByText(words('studio')('moreChoices')).click()
      await page.getByText(words('studio')('previewsHint')).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'studio-failing',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async (view) => {
      const t = view.words('studio')
      await cutTheLine(view)
      await view.page.getByLabel(t('prompt')).fill('a lake without a line')
      await view.page.getByRole('button', { name: t('submit'), exact: true }).click()
      await view.page.getByText(t('unsent', { count: 1 })).waitFor()
    },
  },
  {
    name: 'studio-poor',
    as: 'newcomer',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      const t = words('studio')
      await page.getByLabel(t('prompt')).fill('ten lighthouses')
      await page.getByLabel(t('count'), { exact: true }).fill('10')
      await page.getByRole('main').getByRole('link', { name: /\d/ }).first().waitFor()
    },
  },
  {
    name: 'studio-loading',
    as: 'painter',
    path: '/credits',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      // What stands there meanwhile is fetched ahead; the page itself never comes.
      await page.route(/[?&]_rsc=/, (route) =>
        'next-router-prefetch' in route.request().headers() ? route.continue() : undefined,
      )
      await page.reload()
      await page.waitForFunction(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => name.includes('/studio?')).length > 1,
      )
      await page
        .getByRole('navigation')
        .getByRole('link', { name: words('nav')('studio'), exact: true })
        .first()
        .click()
      await page.getByText(words('common')('loading')).first().waitFor()
    },
  },
  dialogShot('models', ({ words }) => new RegExp(`^${words('studio')('model')}`)),
  dialogShot('examples', ({ words }) => words('studio')('examples')),
  dialogShot('snippets', ({ words }) => words('studio')('snippets')),
  dialogShot('presets', ({ words }) => words('studio')('presets')),
  dialogShot('compare', ({ words }) => words('studio')('compare')),
  {
    name: 'studio-shortcuts',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: words('studio')('submit'), exact: true }).focus()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'error', as: 'painter', path: '/studio', viewportOnly: true, prepare: breakTheForm },
  { name: 'job', as: 'painter', path: ({ jobId }) => `/jobs/${jobId}` },
  { name: 'credits-empty', as: 'newcomer', path: '/credits' },
  { name: 'credits-full', as: 'painter', path: '/credits' },
]
