'use client'

import { X } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { Model } from '#lib/catalog/model.ts'
import { promptHint } from './prompt-hint.ts'

const KEY = 'huafang.hints-off'

function readOff(): string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ')
  } catch {
    return []
  }
}

/** One quiet line about the language of the prompt, where it matters; each kind can be sent away for good. */
export function PromptHintLine(props: { model: Model; prompt: string }) {
  const t = useTranslate('studio')
  // Typing goes first.
  const prompt = useDeferredValue(props.prompt)
  const [off, setOff] = useState<string[]>([])
  useEffect(() => setOff(readOff()), [])
  const hint = promptHint(props.model, prompt)
  if (hint === null || off.includes(hint)) return null
  return (
    <div className="mt-1 flex items-start gap-2 text-xs text-azurite">
      <p className="flex-1 py-1">{t(`hint.${hint}`, { model: modelName(props.model.id) })}</p>
      <button
        type="button"
        className="button button-quiet button-small -mr-2 px-2"
        aria-label={t('hint.dismiss')}
        onClick={(event) => {
          event.currentTarget.form?.querySelector('textarea')?.focus()
          const all = [...off, hint]
          setOff(all)
          try {
            localStorage.setItem(KEY, all.join(' '))
          } catch {
            // It comes again at the next visit.
          }
        }}
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  )
}
