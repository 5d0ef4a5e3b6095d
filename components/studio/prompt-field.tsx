'use client'

import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

export function PromptField(props: {
  value: string
  length: number
  max: number
  error: string | null
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onChange: (prompt: string) => void
  onSubmit: () => void
}) {
  const t = useTranslate('studio')
  const id = useId()
  const [submitKey, setSubmitKey] = useState('Ctrl')
  const over = props.length - props.max

  useEffect(() => {
    if (/mac|iphone|ipad/i.test(navigator.platform)) setSubmitKey('⌘')
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method is composing, Enter picks a word.
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    props.onSubmit()
  }

  return (
    <div>
      <label htmlFor={id} className="mb-2 block font-title text-xl font-semibold">
        {t('prompt')}
      </label>
      <textarea
        ref={props.fieldRef}
        id={id}
        name="prompt"
        rows={5}
        value={props.value}
        placeholder={t('promptPlaceholder')}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={onKeyDown}
        aria-invalid={props.error || over > 0 ? true : undefined}
        aria-describedby={`${id}-count ${id}-error`}
        className="field field-sizing-content block max-h-72 min-h-32 resize-y leading-relaxed"
      />
      <div className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-xs text-soft">
        <p id={`${id}-count`} className={`numerals ${over > 0 ? 'text-cinnabar-text' : ''}`}>
          {over > 0 ? t('promptOver', { over }) : t('promptCount', { count: props.length, max: props.max })}
        </p>
        <p className="hidden pointer-fine:block">{t('promptShortcut', { key: submitKey })}</p>
      </div>
      <p id={`${id}-error`} className="mt-1 text-sm text-cinnabar-text empty:hidden">
        {props.error ?? ''}
      </p>
    </div>
  )
}
