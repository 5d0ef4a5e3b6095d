import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** Between a form and the other ways in. */
export function Or() {
  const t = useTranslate('accounts')
  return (
    <p className="flex items-center gap-4 text-xs text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {t('or')}
    </p>
  )
}
