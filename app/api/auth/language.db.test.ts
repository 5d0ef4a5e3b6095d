import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keepLanguage } from '#components/i18n/keep-language.ts'
import { requestMailLink } from '#lib/accounts/request-mail-link.ts'
import { newAccount, password, tokenTo } from '#lib/accounts/testing/accounts.ts'
import { db } from '#lib/db.ts'
import { here, newBrowser, newPerson, outside, type TestBrowser } from './testing/outside-browser.ts'

let email = ''
beforeEach(() => {
  email = newPerson()
})

describe('the language of the page after it', () => {
  const studioFrom = async (browser: TestBrowser, next: string) =>
    browser.post('/api/auth/callback/credentials', { email, password, next })

  it('is the account’s where none was chosen on the device, by every way in', async () => {
    await newAccount({ email })
    const browser = newBrowser({ 'accept-language': 'zh-CN' })
    expect(await studioFrom(browser, '/zh/pictures?q=/zh/')).toBe(here('/en/pictures?q=/zh/'))
    expect(browser.cookies.get('locale')).toBe('en')
    const others = [newBrowser(), newBrowser()]
    expect(await others[0]?.signInWith('github', { next: '/zh/studio' })).toBe(here('/en/studio'))
    await requestMailLink({ email, locale: 'zh' })
    const token = await tokenTo(email, 'mail-link')
    expect(await others[1]?.post('/api/auth/callback/mail-link', { token, next: '/zh/studio' })).toBe(
      here('/en/studio'),
    )
  })

  it('stays the one that was chosen on the device', async () => {
    await newAccount({ email })
    const browser = newBrowser()
    browser.cookies.set('locale', 'zh')
    expect(await studioFrom(browser, '/zh/studio')).toBe(here('/zh/studio'))
    expect(browser.cookies.get('locale')).toBe('zh')
  })

  it('goes with the account, when the next one signs in on that device', async () => {
    const { id } = await newAccount({ email })
    const browser = newBrowser()
    await studioFrom(browser, '/en/studio')
    await db.user.update({ where: { id }, data: { locale: 'zh' } })
    expect(await studioFrom(browser, '/en/studio')).toBe(here('/zh/studio'))
  })

  it('is no longer followed once somebody has chosen one there, be it the account’s', async () => {
    const { id } = await newAccount({ email })
    const browser = newBrowser()
    await studioFrom(browser, '/en/studio')
    vi.stubGlobal('document', {
      set cookie(line: string) {
        browser.keep(line)
      },
    })
    keepLanguage('zh')
    keepLanguage('en')
    vi.unstubAllGlobals()
    await db.user.update({ where: { id }, data: { locale: 'zh' } })
    expect(await studioFrom(browser, '/en/studio')).toBe(here('/en/studio'))
  })

  it('is that of the sign-in page when it did not work', async () => {
    const browser = newBrowser({ 'accept-language': 'zh-CN' })
    outside.person.verified = false
    expect(await browser.signInWith('github', { next: '/en/studio' })).toBe(
      here('/en/sign-in?error=provider_mail_unverified'),
    )
    const wrong = await browser.post('/api/auth/callback/credentials', { email, password: 'guess' })
    expect(new URL(wrong).searchParams.get('error')).toBe('CredentialsSignin')
    expect(browser.cookies.has('locale')).toBe(false)
  })
})
