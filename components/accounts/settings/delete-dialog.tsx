'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { AccountView } from '#lib/accounts/read-account.ts'
import type { DeletionFacts } from '#lib/jobs/delete-account.ts'
import { requestSignOut } from '../auth-requests.ts'
import { PasswordField } from '../password-field.tsx'
import { forgetPendingEmail } from '../pending-email.ts'
import { SubmitButton } from '../submit-button.tsx'
import { TextField } from '../text-field.tsx'
import { fieldText } from '../use-form.ts'
import { UsernameForManagers } from '../username-for-managers.tsx'
import { accountKeys } from './account-queries.ts'
import { useSettingsForm } from './use-settings-form.ts'

/** Names what goes with the account, asks for the password, or for the address where there is none, and deletes it. */
export function DeleteDialog(props: { account: AccountView; onClose: () => void }) {
  const t = useTranslate('settings')
  const locale = useLocale()
  const { email, hasPassword } = props.account
  const form = useSettingsForm(
    async (fields) => {
      const body = hasPassword
        ? { password: fieldText(fields, 'password'), confirm: email }
        : { password: null, confirm: fieldText(fields, 'confirm').trim() }
      await callApi('/api/account/delete', { method: 'POST', body })
      forgetPendingEmail()
      // Takes the cookie, which is worth nothing any more.
      await requestSignOut().catch(() => undefined)
      location.assign(`/${locale}/goodbye`)
      return 'leaving'
    },
    { wrong_password: 'password' },
  )
  return (
    <Dialog title={t('deleteTitle')} onClose={props.onClose} widthRem={32}>
      <form {...form.props} className="space-y-5 p-5">
        <WhatGoes />
        <p className="text-sm text-soft">{t('deleteKept')}</p>
        {form.error !== null && <ErrorNotice error={form.error} showProblems />}
        {hasPassword ? (
          <>
            <UsernameForManagers email={email} />
            <PasswordField
              label={t('currentPassword')}
              error={form.problemAt('password')}
              name="password"
              autoComplete="current-password"
              required
            />
          </>
        ) : (
          <TextField
            label={t('deleteConfirm')}
            hint={email}
            error={form.problemAt('confirm')}
            name="confirm"
            type="email"
            autoComplete="off"
            required
          />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={props.onClose}>
            {t('keepAccount')}
          </button>
          <SubmitButton busy={form.busy} busyText={t('deleting')} className="button button-seal">
            {t('deleteForGood')}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}

function WhatGoes() {
  const t = useTranslate('settings')
  const tCommon = useTranslate('common')
  const money = useMoney()
  const { data, error } = useQuery({
    queryKey: [...accountKeys.account, 'deletion'],
    queryFn: ({ signal }) => callApi<DeletionFacts>('/api/account/deletion', { signal }),
    staleTime: 0,
  })
  // What was told stays: a session that has ended meanwhile is told where the form was sent.
  if (error && !data) return <ErrorNotice error={error} />
  const lines = data && [
    data.availableCredits > 0 &&
      t('losesCredits', {
        credits: tCommon('credits', { count: data.availableCredits }),
        money: money(data.availableCredits),
      }),
    data.pictures > 0 && t('losesPictures', { count: data.pictures }),
    data.runningImages > 0 && t('losesRunning', { count: data.runningImages }),
    t('losesRest'),
  ]
  return (
    <div className="min-h-28">
      <p className="font-medium">{t('losesLead')}</p>
      <ul aria-busy={!data} className="mt-1.5 list-disc space-y-1 pl-5">
        {lines ? lines.map((line) => line && <li key={line}>{line}</li>) : <li>{tCommon('loading')}</li>}
      </ul>
    </div>
  )
}
