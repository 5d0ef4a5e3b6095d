import { defaultModelId, findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { FREE_PROMPT_CHARACTERS } from '#lib/catalog/quote.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { cutTheLine, openDialog, openShortcuts, type Shot, type View } from './shot.ts'

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

const model = findModel(defaultModelId)
const samePreset = model && { model: model.id, n: 4, params: { ...defaultParams(model), size: '1024x1536' } }

/** The studio with what its user keeps, one preset of which cannot be read any more. */
function keptShot(name: 'presets' | 'snippets', kept: Record<Locale, object[]>): Shot {
  return {
    name: `studio-${name}-kept`,
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async (view) => {
      await view.page.route(`**/api/${name}`, (route) =>
        route.fulfill({ json: { [name]: kept[view.language] } }),
      )
      await openDialog(view, view.words('studio')(name))
      await view.page.getByRole('dialog').getByRole('listitem').first().waitFor()
    },
  }
}

/** Twice what the studio sends by itself. */
const LATE_MS = 20 * 60_000

/** Orders while nobody answers, and comes back later than anybody would send it by himself. */
async function comeBackLate({ page, words, language }: View): Promise<void> {
  const t = words('studio')
  await page.route('**/api/jobs', (route) => route.abort())
  await page.getByLabel(t('prompt')).fill(language === 'zh' ? '芦苇荡里的两只白鹭' : 'Two egrets among reeds')
  await page.getByRole('button', { name: t('submit'), exact: true }).click()
  await page.getByText(t('unsent', { count: 1 })).waitFor()
  await page.evaluate((age) => {
    for (const [key, order] of Object.entries(sessionStorage).filter(([each]) => each.includes('.order.'))) {
      sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(order), givenAt: Date.now() - age }))
    }
  }, LATE_MS)
  await page.reload()
  await page.getByText(t('asked.late')).waitFor()
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
      await view.page
        .getByLabel(t('prompt'))
        .fill(view.language === 'zh' ? '无风的湖' : 'A lake without wind')
      await view.page.getByRole('button', { name: t('submit'), exact: true }).click()
      await view.page.getByText(t('unsent', { count: 1 })).waitFor()
    },
  },
  {
    name: 'studio-poor',
    as: 'newcomer',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words, language }) => {
      const t = words('studio')
      await page.getByLabel(t('prompt')).fill(language === 'zh' ? '十座灯塔' : 'Ten lighthouses')
      await page.getByLabel(t('count'), { exact: true }).fill('10')
      await page.getByRole('main').getByRole('link', { name: /\d/ }).first().waitFor()
    },
  },
  {
    name: 'credits-loading',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      const credits = page.locator('header a[href$="/credits"]:visible').first()
      // What stands there meanwhile is fetched ahead; the page itself never comes.
      await page.route(/[?&]_rsc=/, (route) =>
        'next-router-prefetch' in route.request().headers() ? route.continue() : undefined,
      )
      await credits.focus()
      await page.waitForFunction(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => name.includes('/credits?')).length >
          1,
      )
      await credits.click()
      await page.getByText(words('common')('loading')).first().waitFor()
    },
  },
  dialogShot('models', ({ words }) => new RegExp(`^${words('studio')('model')}`)),
  dialogShot('examples', ({ words }) => words('studio')('examples')),
  dialogShot('snippets', ({ words }) => words('studio')('snippets')),
  dialogShot('presets', ({ words }) => words('studio')('presets')),
  dialogShot('compare', ({ words }) => words('studio')('compare')),
  keptShot('presets', {
    zh: [
      { id: '1', name: '小红书竖图', settings: samePreset },
      { id: '2', name: '去年的海报', settings: null },
    ],
    en: [
      { id: '1', name: 'Poster, upright', settings: samePreset },
      { id: '2', name: 'Covers of last year', settings: null },
    ],
  }),
  keptShot('snippets', {
    zh: [
      { id: '1', text: '水墨淡彩，大面积留白，宣纸的纹理' },
      { id: '2', text: '不要文字，不要边框' },
    ],
    en: [
      { id: '1', text: 'ink and light washes on rice paper, much of it left empty' },
      { id: '2', text: 'no lettering, no frame' },
    ],
  }),
  { name: 'studio-late', as: 'painter', path: '/studio', viewportOnly: true, prepare: comeBackLate },
  {
    name: 'studio-shortcuts',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: async (view) => {
      await view.page.getByRole('button', { name: view.words('studio')('submit'), exact: true }).focus()
      await openShortcuts(view)
    },
  },
  { name: 'error', as: 'painter', path: '/studio', viewportOnly: true, prepare: breakTheForm },
  { name: 'job', as: 'painter', path: ({ jobId }) => `/jobs/${jobId}` },
  { name: 'credits-empty', as: 'newcomer', path: '/credits' },
  { name: 'credits-full', as: 'painter', path: '/credits' },
]
