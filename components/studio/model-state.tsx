'use client'

import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import { languageTags } from '#lib/i18n/locales.ts'
import type { StudioFacts } from './studio-facts.ts'

/** A day as the catalogue writes it (YYYY-MM-DD, UTC), in the reader's language. */
export function useDayText(): (day: string) => string {
  const locale = useLocale()
  const format = new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => format.format(new Date(`${day}T00:00:00Z`))
}

/** Beside a model that ends soon or is gone: the date, and one click to its successor. */
export function ModelState(props: {
  model: string
  availability: StudioFacts['availability']
  onChoose: (model: string) => void
}) {
  const t = useTranslate('studio')
  const locale = useLocale()
  const dayText = useDayText()
  const state = props.availability[props.model]
  if (!state) return null
  if (state.state === 'available') {
    if (!state.endsOn) return null
    return <p className="mt-1.5 text-xs text-soft">{t('endsOn', { date: dayText(state.endsOn) })}</p>
  }
  const name = modelName(props.model)
  const successor = state.successors[0]
  return (
    <div className="mt-2 space-y-2 border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm">
      <p>
        {state.state === 'retired'
          ? t('retired', { model: name, date: dayText(state.since) })
          : t('unserved', { model: name })}
        {locale === 'zh' ? '' : ' '}
        {t('retiredText')}
      </p>
      {successor && (
        <button
          type="button"
          className="button button-plain button-small"
          onClick={() => props.onChoose(successor)}
        >
          {t('switchTo', { model: modelName(successor) })}
        </button>
      )}
    </div>
  )
}
