'use client'

import { Minus, Plus } from 'lucide-react'
import { memo, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { JOB_IMAGES_MAX } from '#lib/catalog/params.ts'

export const CountField = memo(function CountField(props: { value: number; onChange: (n: number) => void }) {
  const t = useTranslate('studio')
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor={id} className="text-sm font-medium">
        {t('count')}
      </label>
      <div className="flex">
        <button
          type="button"
          className="button button-plain rounded-r-none px-3"
          aria-label={t('countLess')}
          aria-disabled={props.value <= 1}
          onClick={() => props.onChange(props.value - 1)}
        >
          <Minus aria-hidden="true" className="size-4" />
        </button>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={1}
          max={JOB_IMAGES_MAX}
          value={props.value}
          onChange={(event) => {
            const n = event.target.valueAsNumber
            if (Number.isInteger(n)) props.onChange(n)
          }}
          className="numerals w-14 border-y border-edge bg-sheet text-center [appearance:textfield] focus-visible:z-10"
        />
        <button
          type="button"
          className="button button-plain rounded-l-none px-3"
          aria-label={t('countMore')}
          aria-disabled={props.value >= JOB_IMAGES_MAX}
          onClick={() => props.onChange(props.value + 1)}
        >
          <Plus aria-hidden="true" className="size-4" />
        </button>
      </div>
    </div>
  )
})
