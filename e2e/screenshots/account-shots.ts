import { randomUUID } from 'node:crypto'
import type { Shot, View } from './shot.ts'

const garbageToken = '#token=not-a-token'

async function fillAndSend({ page, words }: View, button: string, password?: string): Promise<void> {
  const t = words('accounts')
  await page.getByLabel(t('email'), { exact: true }).fill(`li.${randomUUID().slice(0, 4)}@example.com`)
  if (password !== undefined) await page.getByLabel(t('password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: button, exact: true }).click()
}

/** What went wrong is told. */
async function untilTold({ page }: View): Promise<void> {
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor()
}

/** The one button of a page that a letter leads to, with a link that is no good. */
async function pressAndFail(view: View, name: string): Promise<void> {
  await view.page.getByRole('main').getByRole('button', { name }).click()
  await untilTold(view)
}

/** One row of the account page with its form open. */
async function openSetting({ page, words }: View, name: string): Promise<void> {
  const change = words('settings')('change')
  await page.getByRole('button', { name: new RegExp(`^${change}\\s*${name}$`) }).click()
}

/** The ways in and out, and the account page. */
export const accountShots: readonly Shot[] = [
  { name: 'sign-in', as: 'visitor', path: '/sign-in' },
  {
    name: 'sign-in-wrong',
    as: 'visitor',
    path: '/sign-in',
    prepare: async (view) => {
      await fillAndSend(view, view.words('accounts')('signInButton'), 'a wrong one')
      await untilTold(view)
    },
  },
  { name: 'sign-up', as: 'visitor', path: '/sign-up' },
  {
    name: 'sign-up-wrong',
    as: 'visitor',
    path: '/sign-up',
    prepare: async (view) => {
      await fillAndSend(view, view.words('accounts')('signUpButton'), 'short')
      await view.page.locator('[aria-invalid="true"]').first().waitFor()
    },
  },
  { name: 'check-mail', as: 'visitor', path: '/check-mail' },
  {
    name: 'check-mail-sent',
    as: 'visitor',
    path: '/sign-up',
    prepare: async (view) => {
      const t = view.words('accounts')
      await fillAndSend(view, t('signUpButton'), 'a short sentence')
      await view.page.getByRole('heading', { level: 1, name: t('checkTitle') }).waitFor()
    },
  },
  { name: 'verify-email-failing', as: 'visitor', path: `/verify-email${garbageToken}` },
  { name: 'forgot-password', as: 'visitor', path: '/forgot-password' },
  {
    name: 'forgot-password-sent',
    as: 'visitor',
    path: '/forgot-password',
    prepare: async (view) => {
      const t = view.words('accounts')
      await fillAndSend(view, t('forgotButton'))
      await view.page.getByRole('button', { name: t('forgotAgain') }).waitFor()
    },
  },
  { name: 'reset-password', as: 'visitor', path: `/reset-password${garbageToken}` },
  { name: 'mail-link', as: 'visitor', path: `/mail-link${garbageToken}` },
  {
    name: 'mail-link-failing',
    as: 'visitor',
    path: `/mail-link${garbageToken}`,
    prepare: (view) => pressAndFail(view, view.words('accounts')('signInButton')),
  },
  { name: 'confirm-email', as: 'visitor', path: `/confirm-email${garbageToken}` },
  {
    name: 'confirm-email-failing',
    as: 'visitor',
    path: `/confirm-email${garbageToken}`,
    prepare: (view) => pressAndFail(view, view.words('accounts')('confirmButton')),
  },
  { name: 'goodbye', as: 'visitor', path: '/goodbye' },
  { name: 'account', as: 'painter', path: '/account' },
  {
    name: 'account-forms',
    as: 'painter',
    path: '/account',
    prepare: async (view) => {
      const t = view.words('accounts')
      await openSetting(view, t('email'))
      await openSetting(view, t('password'))
    },
  },
  {
    name: 'account-connect',
    as: 'painter',
    path: '/account',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: `${words('settings')('connect')} GitHub` }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'account-delete',
    as: 'painter',
    path: '/account',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page.getByRole('button', { name: words('settings')('deleteButton') }).click()
      await page.getByRole('dialog').locator('[aria-busy="false"]').getByRole('listitem').first().waitFor()
    },
  },
]
