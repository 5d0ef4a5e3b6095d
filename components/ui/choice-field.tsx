'use client'

import { useId } from 'react'

/** A few exclusive choices in a row: native radio buttons, so arrow keys and screen readers work as they know it. */
export function ChoiceField<Value extends string>(props: {
  legend: string
  hint?: string
  /** `lang`: of a label in another language than the page. */
  options: readonly { value: Value; label: string; lang?: string }[]
  value: Value | undefined
  onChange: (value: Value) => void
}) {
  const id = useId()
  return (
    <fieldset aria-describedby={props.hint ? `${id}-hint` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{props.legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {props.options.map(({ value, label, lang }) => (
          <label key={value} lang={lang} className="choice">
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
      {props.hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-soft">
          {props.hint}
        </p>
      )}
    </fieldset>
  )
}
