'use client'

import { useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { type ExamplePurpose, FROM_PICTURES } from './examples/example-purpose.ts'

/** Only the reader's language is loaded. */
const load: Record<Locale, () => Promise<{ purposes: readonly ExamplePurpose[] }>> = {
  zh: () => import('./examples/zh.ts'),
  en: () => import('./examples/en.ts'),
}

/** Prompts that begin well, by what the picture is for. */
export function ExamplesDialog(props: {
  /** Those for pictures come first then. */
  hasInputs: boolean
  onClose: () => void
  onChoose: (prompt: string) => void
}) {
  const t = useTranslate('studioTools')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const [purposes, setPurposes] = useState<readonly ExamplePurpose[]>([])
  const [failed, setFailed] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    load[locale]().then(
      (loaded) => setPurposes(loaded.purposes),
      () => setFailed(true),
    )
  }, [locale])
  const first = props.hasInputs ? FROM_PICTURES : null
  const purpose = purposes.find(({ id }) => id === (chosen ?? first)) ?? purposes[0]
  return (
    <Dialog title={t('examples.title')} onClose={props.onClose} widthRem={46}>
      {!purpose ? (
        <p className="p-5 text-sm text-soft">{failed ? t('examples.failed') : tCommon('loading')}</p>
      ) : (
        <div className="min-h-[24rem]">
          <fieldset className="flex flex-wrap gap-1.5 border-b border-line p-4">
            <legend className="sr-only">{t('examples.purpose')}</legend>
            {purposes.map(({ id, name }) => (
              <label
                key={id}
                className="flex min-h-11 items-center rounded-sm border border-line px-3 text-sm hover:border-edge has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-azurite pointer-fine:min-h-9"
              >
                <input
                  type="radio"
                  name="example-purpose"
                  checked={id === purpose.id}
                  onChange={() => setChosen(id)}
                  className="sr-only"
                />
                {name}
              </label>
            ))}
          </fieldset>
          <ul className="divide-y divide-line">
            {purpose.prompts.map((prompt) => (
              <li key={prompt}>
                <button
                  type="button"
                  className="block w-full px-5 py-3.5 text-left text-sm leading-relaxed hover:bg-wash focus-visible:-outline-offset-2"
                  onClick={() => props.onChoose(prompt)}
                >
                  {prompt}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  )
}
