'use client'

import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { MaskEditor } from './editor.ts'
import { sizeToSlider, sliderToSize } from './settings.ts'
import { useValue } from './value.ts'

/** How wide the brush is, in pixels of the picture. */
export function SizeSlider({ editor }: { editor: MaskEditor }) {
  const t = useTranslate('maskEditor')
  const { sizePx } = useValue(editor.settings)
  return (
    <Slider
      label={t('size')}
      value={sizeToSlider(sizePx, editor.sizeMax)}
      text={t('pixels', { pixels: sizePx })}
      onChange={(place) => editor.set({ sizePx: sliderToSize(place, editor.sizeMax) })}
    />
  )
}

/** How sharp its edge is. */
export function HardnessSlider({ editor }: { editor: MaskEditor }) {
  const t = useTranslate('maskEditor')
  const { hardness } = useValue(editor.settings)
  return (
    <Slider
      label={t('hardness')}
      value={hardness}
      text={t('percent', { percent: hardness })}
      onChange={(value) => editor.set({ hardness: Math.round(value) })}
    />
  )
}

function Slider(props: { label: string; value: number; text: string; onChange: (value: number) => void }) {
  const id = useId()
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <label htmlFor={id} className="text-sm font-medium max-sm:w-20">
        {props.label}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step="any"
        value={props.value}
        aria-valuetext={props.text}
        onChange={(event) => props.onChange(Number(event.target.value))}
        // `any` has no step that an arrow key could go.
        onKeyDown={(event) => {
          const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
          if (direction === undefined) return
          event.preventDefault()
          props.onChange(Math.min(100, Math.max(0, props.value + direction * 2)))
        }}
        className="h-11 w-full min-w-0 sm:order-last sm:col-span-2 sm:h-8 pointer-coarse:h-11"
      />
      <output aria-hidden="true" className="numerals min-w-16 text-right text-xs text-soft">
        {props.text}
      </output>
    </div>
  )
}
