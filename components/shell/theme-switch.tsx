'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { keepPreference } from '#components/ui/cookie.ts'
import { type Theme, themeCookie, themes } from './theme.ts'

const labels = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const

export function ThemeSwitch(props: { initial: Theme }) {
  const t = useTranslate('nav')
  const [theme, setTheme] = useState(props.initial)

  function choose(next: Theme): void {
    setTheme(next)
    keepPreference(themeCookie, next)
    document.documentElement.dataset.theme = next
  }

  return (
    <fieldset>
      <legend className="mb-1.5 text-2xs text-soft">{t('theme')}</legend>
      <div className="grid grid-cols-3 overflow-hidden rounded-sm border border-edge">
        {themes.map((each) => (
          <label
            key={each}
            className="flex min-h-11 items-center justify-center px-1 pointer-fine:min-h-9 text-center text-2xs has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:-outline-offset-4 has-focus-visible:outline-azurite"
          >
            <input
              type="radio"
              name="theme"
              value={each}
              checked={theme === each}
              onChange={() => choose(each)}
              className="sr-only"
            />
            {t(labels[each])}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
