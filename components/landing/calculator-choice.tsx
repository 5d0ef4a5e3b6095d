'use client'

import { parseSize } from '#lib/catalog/choices.ts'

/** Radio buttons with a name of their own, so that the form can be sent without script; `shape` draws a size's proportions. */
export function CalculatorChoice(props: {
  name: string
  legend: string
  options: readonly { value: string; label: string; shape?: string }[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{props.legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {props.options.map(({ value, label, shape }) => (
          <label key={value} className="choice numerals">
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
              className="sr-only"
            />
            {shape && <Shape size={shape} />}
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Shape(props: { size: string }) {
  const { width, height } = parseSize(props.size) ?? { width: 1, height: 1 }
  return (
    <span
      aria-hidden="true"
      className="mr-2 block h-4 max-w-6 border border-current"
      style={{
        aspectRatio: width / height,
        height: width > height ? `${(1.35 * height) / width}rem` : '1.1rem',
      }}
    />
  )
}
