'use client'

import { useEffect, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { parseSize } from '#lib/catalog/choices.ts'
import type { Size, SizeRule } from '#lib/catalog/model.ts'

/** Width and height as typed; whatever is a pair of whole numbers goes to the form, which says whether it is allowed. */
export function OwnSize(props: {
  rule: SizeRule
  value: Size
  invalid: boolean
  onChange: (size: Size) => void
}) {
  const t = useTranslate('studio')
  const id = useId()
  const [text, setText] = useState(() => split(props.value))

  // The size may change from outside: "use the nearest", or settings taken from an earlier job.
  useEffect(() => {
    setText((old) => (`${old.width}x${old.height}` === props.value ? old : split(props.value)))
  }, [props.value])

  function edit(next: { width: string; height: string }): void {
    setText(next)
    const size: Size = `${Number(next.width)}x${Number(next.height)}`
    if (parseSize(size)) props.onChange(size)
  }

  const { rule } = props
  return (
    <div className="mt-3">
      <div className="flex items-end gap-2">
        {(['width', 'height'] as const).map((side) => (
          <div key={side} className="min-w-0 flex-1">
            <label htmlFor={`${id}-${side}`} className="mb-1 block text-xs text-soft">
              {t(side === 'width' ? 'sizeWidth' : 'sizeHeight')}
            </label>
            <input
              id={`${id}-${side}`}
              className="field numerals"
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
              value={text[side]}
              aria-invalid={props.invalid || undefined}
              aria-describedby={`${id}-rule`}
              onChange={(event) => edit({ ...text, [side]: event.target.value.replace(/\D/g, '') })}
            />
          </div>
        ))}
      </div>
      <p id={`${id}-rule`} className="mt-1.5 text-xs text-soft">
        {t('sizeRule', {
          multipleOf: rule.multipleOf,
          maxEdge: rule.maxEdge,
          maxAspectRatio: rule.maxAspectRatio,
          minPixels: (rule.minPixels / 1e6).toFixed(2),
          maxPixels: (rule.maxPixels / 1e6).toFixed(1),
        })}
      </p>
    </div>
  )
}

function split(size: Size): { width: string; height: string } {
  const [width = '', height = ''] = size.split('x')
  return { width, height }
}
