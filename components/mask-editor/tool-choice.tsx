'use client'

import { Brush, Eraser, Lasso, RectangleHorizontal } from 'lucide-react'
import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { MaskEditor } from './editor.ts'
import { tools } from './settings.ts'
import { useValue } from './value.ts'

const icons = { brush: Brush, eraser: Eraser, rectangle: RectangleHorizontal, lasso: Lasso }

/** Brush, eraser, rectangle, lasso: four radio buttons, on a phone side by side below the picture. */
export function ToolChoice({ editor }: { editor: MaskEditor }) {
  const t = useTranslate('maskEditor')
  const id = useId()
  const { tool } = useValue(editor.settings)
  return (
    <fieldset className="min-w-0 flex-1">
      <legend className="mb-1.5 text-sm font-medium max-sm:sr-only">{t('tools')}</legend>
      <div className="grid grid-cols-4 gap-1 sm:grid-cols-[auto_auto] sm:gap-1.5">
        {tools.map((each) => {
          const Icon = icons[each]
          return (
            <label
              key={each}
              className="choice justify-center gap-2 max-sm:h-14 max-sm:flex-col max-sm:gap-0.5 max-sm:px-0 max-sm:text-2xs sm:justify-start sm:gap-1.5 sm:px-2 sm:text-[0.875rem] sm:whitespace-nowrap"
            >
              <input
                type="radio"
                name={id}
                checked={each === tool}
                onChange={() => editor.chooseTool(each)}
                className="sr-only"
              />
              <Icon aria-hidden="true" className="size-5 shrink-0 sm:size-4" />
              {t(`tool.${each}`)}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
