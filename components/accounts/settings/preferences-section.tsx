'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { keepLanguage } from '#components/i18n/keep-language.ts'
import { callApi } from '#components/queries/api.ts'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { currencies, currencyOf } from '#lib/i18n/currencies.ts'
import { languageNames, languageTags, locales, pathInLocale } from '#lib/i18n/locales.ts'
import { Notice } from '../notice.tsx'
import { SubmitButton } from '../submit-button.tsx'
import { SettingsSection } from './settings-section.tsx'
import { TimeZoneField } from './time-zone-field.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Language, currency and time zone. Kept with a button, because another language is another page. */
export function PreferencesSection({ account }: { account: AccountView }) {
  const t = useTranslate('settings')
  const tAccounts = useTranslate('accounts')
  const here = useLocale()
  const router = useRouter()
  // The page's own language, which may have been chosen on this device alone; from now on the account has it too.
  const [locale, setLocale] = useState(here)
  const [currency, setCurrency] = useState(account.currency ?? 'auto')
  const [timeZone, setTimeZone] = useState(account.timeZone)
  const [saved, setSaved] = useState(false)
  const form = useSettingsForm(async () => {
    setSaved(false)
    await callApi('/api/account/preferences', {
      method: 'POST',
      body: { locale, currency: currency === 'auto' ? null : currency, timeZone },
    })
    // Not where the page has the account's language and keeps it: then something else was saved.
    if (locale !== here || locale !== account.locale) keepLanguage(locale)
    if (locale !== here) {
      location.assign(`${pathInLocale(location.pathname, locale)}#preferences`)
      return 'leaving'
    }
    setSaved(true)
    // The server knows what the money and the clocks of every page are told in.
    router.refresh()
  })
  return (
    <SettingsSection id="preferences" title={t('preferences')}>
      <form {...form.props} className="space-y-6" onChange={() => setSaved(false)}>
        {form.error !== null && <ErrorNotice error={form.error} showProblems />}
        <ChoiceField
          legend={t('language')}
          hint={t('languageHint')}
          options={locales.map((value) => ({
            value,
            label: languageNames[value],
            lang: languageTags[value],
          }))}
          value={locale}
          onChange={setLocale}
        />
        <ChoiceField
          legend={t('currency')}
          hint={t('currencyHint')}
          options={[
            { value: 'auto', label: t('currencyAuto', { currency: t(currencyOf(null, locale)) }) },
            ...currencies.map((value) => ({ value, label: t(value) })),
          ]}
          value={currency}
          onChange={setCurrency}
        />
        <TimeZoneField value={timeZone} error={form.problemAt('timeZone')} onChange={setTimeZone} />
        <div className="flex flex-wrap items-center gap-4">
          <SubmitButton busy={form.busy} busyText={tAccounts('saving')} className="button button-plain">
            {t('savePreferences')}
          </SubmitButton>
          {saved && (
            <Notice tone="good">
              <p>{t('saved')}</p>
            </Notice>
          )}
        </div>
      </form>
    </SettingsSection>
  )
}
