import { openDialog, openShortcuts, type Shot, type View, withoutPictures } from './shot.ts'

const picturePath: Shot['path'] = ({ pictureId }) => `/pictures/${pictureId}`
const repaintedPath: Shot['path'] = ({ repaintedId }) => `/pictures/${repaintedId}`

async function selectFirst({ page, words }: View, count: number): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: words('library')('select'), exact: true })
    .click()
  const checks = page.getByRole('main').getByRole('checkbox')
  for (let at = 0; at < count; at += 1) await checks.nth(at).check({ force: true })
}

/** The library and the page of one picture. */
export const libraryShots: readonly Shot[] = [
  { name: 'library-empty', as: 'newcomer', path: '/pictures' },
  { name: 'library-full', as: 'painter', path: '/pictures', viewportOnly: true },
  {
    name: 'library-filters',
    as: 'painter',
    path: '/pictures?shape=portrait',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: words('library')('filtersSet', { count: 1 }) }).click()
      await page.getByText(words('library')('made'), { exact: true }).waitFor()
    },
  },
  {
    name: 'library-selecting',
    as: 'painter',
    path: '/pictures',
    viewportOnly: true,
    prepare: (view) => selectFirst(view, 3),
  },
  {
    name: 'library-moving',
    as: 'painter',
    path: '/pictures',
    viewportOnly: true,
    prepare: async (view) => {
      await selectFirst(view, 2)
      await openDialog(view, view.words('library')('move'))
    },
  },
  { name: 'library-nothing-found', as: 'painter', path: '/pictures?q=qqqq' },
  { name: 'library-favourites-empty', as: 'newcomer', path: '/pictures?favourite=1' },
  { name: 'library-bin-empty', as: 'painter', path: '/pictures?bin=1' },
  {
    name: 'library-loading',
    as: 'painter',
    path: '/pictures',
    prepare: withoutPictures,
    viewportOnly: true,
  },
  { name: 'picture', as: 'painter', path: picturePath },
  { name: 'picture-loading', as: 'painter', path: picturePath, prepare: withoutPictures },
  {
    name: 'picture-failing',
    as: 'painter',
    path: picturePath,
    prepare: async ({ page, words }) => {
      await page.route('**/api/images/**', (route) => route.abort())
      await page.reload()
      await page.getByText(words('picture')('allFailed'), { exact: true }).waitFor()
    },
  },
  {
    name: 'picture-formats',
    as: 'painter',
    path: picturePath,
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: words('picture')('downloadOther') }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'picture-export',
    as: 'painter',
    path: picturePath,
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      const t = words('picture')
      await page.getByRole('button', { name: t('downloadOther') }).click()
      await page.getByRole('menuitem', { name: t('otherSize') }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'picture-report',
    as: 'painter',
    path: picturePath,
    viewportOnly: true,
    prepare: (view) => openDialog(view, view.words('picture')('report')),
  },
  {
    name: 'picture-shortcuts',
    as: 'painter',
    path: picturePath,
    viewportOnly: true,
    prepare: openShortcuts,
  },
  { name: 'picture-from-several', as: 'painter', path: ({ wornId }) => `/pictures/${wornId}` },
  { name: 'picture-chained', as: 'painter', path: ({ chainedId }) => `/pictures/${chainedId}` },
  { name: 'picture-repainted', as: 'painter', path: repaintedPath },
  {
    name: 'picture-before-after',
    as: 'painter',
    path: repaintedPath,
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: words('picture')('beforeAfter') }).click()
      await page.getByRole('slider').fill('36')
    },
  },
  {
    name: 'picture-raw',
    as: 'painter',
    path: repaintedPath,
    viewportOnly: true,
    prepare: ({ page, words }) =>
      page.getByRole('button', { name: words('picture')('raw'), exact: true }).click(),
  },
  {
    name: 'picture-mask',
    as: 'painter',
    path: repaintedPath,
    viewportOnly: true,
    prepare: (view) => {
      const t = view.words('picture')
      return openDialog(view, t('openInput', { name: t('mask') }))
    },
  },
  { name: 'picture-not-found', as: 'newcomer', path: picturePath },
]
