import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Notice } from './notice.tsx'

/** For a page that lives by the token of a letter's link, opened without it. */
export function IncompleteLink() {
  const t = useTranslate('accounts')
  return (
    <Notice tone="bad">
      <p>{t('verifyMissing')}</p>
    </Notice>
  )
}
