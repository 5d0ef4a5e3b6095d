'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { HardnessSlider, SizeSlider } from './brush-sliders.tsx'
import { ColourChoice } from './colour-choice.tsx'
import type { MaskEditor } from './editor.ts'
import { ToolChoice } from './tool-choice.tsx'
import { useValue } from './value.ts'

/**
 * The tools: a column beside the picture; on a phone at the foot, where the thumb is, with the rest folded away above them.
 * `children` are what is done with files.
 */
export function MaskPanel(props: { editor: MaskEditor; isInert: boolean; children: ReactNode }) {
  const { editor, children } = props
  const t = useTranslate('maskEditor')
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const { tool, shapesRemove, penPressure } = useValue(editor.settings)
  const hasPen = useValue(editor.hasPen)
  const { share } = useValue(editor.state)
  const isShape = tool === 'rectangle' || tool === 'lasso'
  const Chevron = isOpen ? ChevronDown : ChevronUp
  return (
    <section
      inert={props.isInert}
      aria-label={t('panel')}
      className="relative flex min-h-0 flex-col border-line max-sm:border-t sm:overflow-y-auto sm:border-l"
    >
      <div className="flex items-stretch gap-1 px-2 pt-2 sm:p-4 sm:pb-0">
        <ToolChoice editor={editor} />
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="button button-quiet h-14 flex-col gap-0.5 px-2 text-2xs sm:hidden"
        >
          <Chevron aria-hidden="true" className="size-5" />
          {t('more')}
        </button>
      </div>
      <div className="flex min-h-13 flex-col justify-center px-3 sm:px-4 sm:pt-5">
        {isShape ? (
          <div className="max-sm:[&_legend]:sr-only">
            <ChoiceField
              legend={t('shapes.legend')}
              options={[
                { value: 'add', label: t('shapes.add') },
                { value: 'remove', label: t('shapes.remove') },
              ]}
              value={shapesRemove ? 'remove' : 'add'}
              onChange={(value) => editor.set({ shapesRemove: value === 'remove' })}
            />
          </div>
        ) : (
          <SizeSlider editor={editor} />
        )}
      </div>
      <div
        id={id}
        className={`space-y-5 px-3 pb-3 max-sm:absolute max-sm:inset-x-0 max-sm:bottom-full max-sm:max-h-[60dvh] max-sm:overflow-y-auto max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:pt-3 sm:px-4 sm:pt-3 sm:pb-6 ${isOpen ? '' : 'max-sm:hidden'}`}
      >
        {!isShape && <HardnessSlider editor={editor} />}
        {hasPen && (
          <label className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="checkbox"
              className="size-5"
              checked={penPressure}
              onChange={(event) => editor.set({ penPressure: event.target.checked })}
            />
            {t('penPressure')}
          </label>
        )}
        <div className="grid grid-cols-2 gap-1.5">
          <button type="button" className="button button-plain button-small" onClick={() => editor.invert()}>
            {t('invert')}
          </button>
          <button
            type="button"
            className="button button-plain button-small"
            aria-disabled={share === 0}
            onClick={() => editor.clear()}
          >
            {t('clear')}
          </button>
        </div>
        <ColourChoice editor={editor} />
        {children}
      </div>
    </section>
  )
}
