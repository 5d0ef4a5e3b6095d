'use client'

import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { MaskEditor } from './editor.ts'
import { colourNames, colours } from './settings.ts'
import { useValue } from './value.ts'

/** The colour in which the mask is seen. It has no part in what is sent. */
export function ColourChoice({ editor }: { editor: MaskEditor }) {
  const t = useTranslate('maskEditor')
  const id = useId()
  const { colour } = useValue(editor.settings)
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('colour')}</legend>
      <div className="flex flex-wrap gap-1">
        {colourNames.map((name) => (
          <label key={name} title={t(`colours.${name}`)} className="mask-swatch">
            <input
              type="radio"
              name={id}
              checked={name === colour}
              onChange={() => editor.set({ colour: name })}
              aria-label={t(`colours.${name}`)}
              className="sr-only"
            />
            <span aria-hidden="true" style={{ background: `rgb(${colours[name].join(' ')})` }} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
