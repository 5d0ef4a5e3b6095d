import type { Page } from '@playwright/test'
import type { Locale } from '#lib/i18n/locales.ts'
import type { wordsOf } from '../fixtures/words.ts'

/** Who looks: nobody, somebody who has just come, somebody with pictures, an operator. */
export type Viewer = 'visitor' | 'newcomer' | 'painter' | 'operator'

/** What was made for the painter before. */
export interface Scenery {
  jobId: string
  pictureId: string
}

interface View {
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
  /** Only what is in view, for pages that have no end. */
  viewportOnly?: boolean
}

const garbageToken = '#token=not-a-token'

/** Every call that the page makes from now on finds nobody. */
async function cutTheLine({ page }: View): Promise<void> {
  await page.route('**/api/**', (route) => route.abort())
}

/** Goes on by a link whose page never comes, so that what stands there meanwhile can be seen. */
async function goWithoutEnd({ page, words }: View, name: string): Promise<void> {
  await page.route(/[?&]_rsc=/, () => undefined)
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  await page.getByText(words('common')('loading')).first().waitFor()
}

/** The page anew, on a line on which no picture ever comes. */
async function withoutPictures({ page }: View): Promise<void> {
  await page.route('**/api/images/**', () => undefined)
  await page.reload({ waitUntil: 'domcontentloaded' })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

export const shots: readonly Shot[] = [
  { name: 'landing', as: 'visitor', path: '' },
  { name: 'landing-signed-in', as: 'painter', path: '' },
  { name: 'terms', as: 'visitor', path: '/terms' },
  { name: 'privacy', as: 'visitor', path: '/privacy' },
  { name: 'contact', as: 'visitor', path: '/contact' },
  { name: 'not-found', as: 'visitor', path: '/nowhere' },
  { name: 'sign-in', as: 'visitor', path: '/sign-in' },
  {
    name: 'sign-in-wrong',
    as: 'visitor',
    path: '/sign-in',
    prepare: async ({ page, words }) => {
      const t = words('accounts')
      await page.getByLabel(t('email'), { exact: true }).fill('nobody@example.com')
      await page.getByLabel(t('password'), { exact: true }).fill('a wrong one')
      await page.getByRole('button', { name: t('signInButton'), exact: true }).click()
      await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor()
    },
  },
  { name: 'sign-up', as: 'visitor', path: '/sign-up' },
  { name: 'check-mail', as: 'visitor', path: '/check-mail' },
  { name: 'verify-email-failing', as: 'visitor', path: `/verify-email${garbageToken}` },
  { name: 'forgot-password', as: 'visitor', path: '/forgot-password' },
  { name: 'reset-password', as: 'visitor', path: `/reset-password${garbageToken}` },
  { name: 'mail-link-failing', as: 'visitor', path: `/mail-link${garbageToken}` },
  { name: 'confirm-email-failing', as: 'visitor', path: `/confirm-email${garbageToken}` },
  { name: 'studio-empty', as: 'newcomer', path: '/studio' },
  { name: 'studio-full', as: 'painter', path: '/studio', viewportOnly: true },
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
    name: 'studio-loading',
    as: 'painter',
    path: '/credits',
    prepare: (view) => goWithoutEnd(view, view.words('nav')('studio')),
  },
  { name: 'job', as: 'painter', path: ({ jobId }) => `/jobs/${jobId}` },
  { name: 'library-empty', as: 'newcomer', path: '/pictures' },
  { name: 'library-full', as: 'painter', path: '/pictures', viewportOnly: true },
  { name: 'library-nothing-found', as: 'painter', path: '/pictures?q=qqqq' },
  { name: 'library-bin', as: 'painter', path: '/pictures?bin=1' },
  {
    name: 'library-loading',
    as: 'painter',
    path: '/pictures',
    prepare: withoutPictures,
    viewportOnly: true,
  },
  { name: 'picture', as: 'painter', path: ({ pictureId }) => `/pictures/${pictureId}` },
  {
    name: 'picture-loading',
    as: 'painter',
    path: ({ pictureId }) => `/pictures/${pictureId}`,
    prepare: withoutPictures,
  },
  {
    name: 'picture-not-found',
    as: 'newcomer',
    path: ({ pictureId }) => `/pictures/${pictureId}`,
  },
  { name: 'credits-empty', as: 'newcomer', path: '/credits' },
  { name: 'credits-full', as: 'painter', path: '/credits' },
  { name: 'account', as: 'painter', path: '/account' },
  { name: 'admin', as: 'operator', path: '/admin' },
  { name: 'admin-reports', as: 'operator', path: '/admin/reports' },
]
