'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** Other ways to look at a picture that was made from one; nothing of it is remembered. */
export function ViewChoice(props: {
  comparing: boolean
  onCompare: (on: boolean) => void
  /** Whether it shows what the model answered; null where that is what the picture is. */
  raw: boolean | null
  onRaw: (on: boolean) => void
}) {
  const t = useTranslate('picture')
  const { comparing, raw } = props
  const small =
    'button button-quiet button-small aria-pressed:bg-wash aria-pressed:text-ink aria-pressed:underline aria-pressed:underline-offset-4'
  return (
    // Nothing of it works without script.
    <fieldset className="flex flex-wrap items-center justify-center gap-1 border-t border-line bg-paper py-1 noscript:hidden">
      <legend className="sr-only">{t('views')}</legend>
      <button
        type="button"
        className={small}
        aria-pressed={comparing}
        onClick={() => props.onCompare(!comparing)}
      >
        {t('beforeAfter')}
      </button>
      {raw !== null && (
        <button
          type="button"
          className={small}
          aria-pressed={raw}
          title={t('rawHint')}
          onClick={() => props.onRaw(!raw)}
        >
          {t('raw')}
        </button>
      )}
    </fieldset>
  )
}
