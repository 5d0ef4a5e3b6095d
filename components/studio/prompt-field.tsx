'use client'

import { Bookmark, Lightbulb } from 'lucide-react'
import { type KeyboardEvent, memo, type RefObject, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'
import type { Model } from '#lib/catalog/model.ts'
import { PromptHintLine } from './drawn-later.ts'
import { loadPromptDialogs } from './lazy-parts.ts'
import type { PromptHelp } from './prompt-dialogs.tsx'
import { useLazyPart } from './use-lazy-part.ts'
import type { Overwrite } from './use-overwrite.ts'
import { usePromptHistory } from './use-prompt-history.ts'

/** From here on the limit is near enough to be told loudly. */
const NEAR = 0.9

/** What to paint, in the user's words, and help with finding them. */
export const PromptField = memo(function PromptField(props: {
  value: string
  length: number
  model: Model
  error: string | null
  placeholder: string
  hasInputs: boolean
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onChange: (prompt: string) => void
  onOverwrite: Overwrite
}) {
  const t = useTranslate('studio')
  const id = useId()
  const { value, length, fieldRef, onChange, onOverwrite } = props
  const max = props.model.promptMaxCharacters
  const over = length - max
  const isNear = length > max * NEAR
  const count = (
    <>
      <span aria-hidden="true">{t('promptCountShort', { count: length, max })}</span>
      <span className="sr-only">{t('promptCount', { count: length, max })}</span>
    </>
  )
  const history = usePromptHistory(value, onChange)
  const dialogs = useLazyPart(loadPromptDialogs)
  const [help, setHelp] = useState<PromptHelp>('examples')

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method is composing, keys pick a word; with Ctrl or ⌘ the form listens to Enter.
    if (!isComposing(event.nativeEvent)) history.onKeyDown(event)
  }

  function ask(what: PromptHelp): void {
    setHelp(what)
    dialogs.open()
  }

  return (
    <div data-tour="prompt">
      <label htmlFor={id} className="mb-2 block font-title text-xl font-semibold">
        {t('prompt')}
      </label>
      <textarea
        ref={fieldRef}
        id={id}
        name="prompt"
        dir="auto"
        rows={5}
        value={value}
        placeholder={props.placeholder}
        onChange={(event) => onChange(event.target.value)}
        onFocus={history.load}
        onKeyDown={onKeyDown}
        aria-invalid={props.error || over > 0 ? true : undefined}
        aria-describedby={`${id}-count ${id}-error`}
        className="field field-sizing-content block max-h-72 min-h-32 resize-y leading-relaxed"
      />
      <div className="mt-1 -ml-2 flex flex-wrap items-center">
        <button type="button" className="button button-quiet button-small" onClick={() => ask('examples')}>
          <Lightbulb aria-hidden="true" className="size-4" />
          {t('examples')}
        </button>
        <button type="button" className="button button-quiet button-small" onClick={() => ask('snippets')}>
          <Bookmark aria-hidden="true" className="size-4" />
          {t('snippets')}
        </button>
        {value !== '' && (
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => {
              onOverwrite((before) => ({ ...before, prompt: '' }), t('promptCleared'))
              fieldRef.current?.focus()
            }}
          >
            {t('promptClear')}
          </button>
        )}
        <p
          id={`${id}-count`}
          className={`numerals ml-auto pl-2 text-xs ${over > 0 ? 'text-cinnabar-text' : isNear ? 'text-ink' : 'text-soft'}`}
        >
          {over > 0 ? t('promptOver', { over }) : isNear ? t('promptNear', { left: max - length }) : count}
        </p>
      </div>
      {mayNeedHint(props.model, value) && (
        <PartGuard>
          <PromptHintLine model={props.model} prompt={value} />
        </PartGuard>
      )}
      <p id={`${id}-error`} className="mt-1 text-sm text-cinnabar-text empty:hidden">
        {props.error ?? ''}
      </p>
      {dialogs.Part && (
        <dialogs.Part
          help={help}
          prompt={value}
          hasInputs={props.hasInputs}
          fieldRef={fieldRef}
          onOverwrite={onOverwrite}
          onClose={dialogs.close}
        />
      )}
    </div>
  )
})

/** Whether the language may matter, told quickly: the sentence, and what exactly it says, is loaded then. */
function mayNeedHint(model: Model, prompt: string): boolean {
  if (prompt === '') return false
  if (model.family === 'dall-e' || model.family === 'gpt-image-1') return true
  return /[^\P{L}\p{Script=Latin}\p{Script=Han}]/u.test(prompt)
}
