'use client'

import { type RefObject, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ExamplesDialog } from './examples-dialog.tsx'
import { SnippetsDialog } from './snippets-dialog.tsx'
import type { Overwrite } from './use-overwrite.ts'

export type PromptHelp = 'examples' | 'snippets'

/** What helps with finding words, and how they come into the prompt. */
export function PromptDialogs(props: {
  help: PromptHelp
  prompt: string
  hasInputs: boolean
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onOverwrite: Overwrite
  onClose: () => void
}) {
  const t = useTranslate('studio')
  const { prompt, fieldRef, onOverwrite, onClose } = props
  /** What is selected in the field as the dialog takes the focus. */
  const [{ start, end }] = useState(() => ({
    start: fieldRef.current?.selectionStart ?? prompt.length,
    end: fieldRef.current?.selectionEnd ?? prompt.length,
  }))

  function fill(change: (before: string) => string, said: string, caret: number): void {
    onClose()
    onOverwrite((before) => ({ ...before, prompt: change(before.prompt) }), said)
    // After the dialog has gone, which gives the focus back to its button.
    requestAnimationFrame(() => {
      fieldRef.current?.focus()
      fieldRef.current?.setSelectionRange(caret, caret)
    })
  }

  if (props.help === 'examples') {
    return (
      <ExamplesDialog
        hasInputs={props.hasInputs}
        onClose={onClose}
        onChoose={(example) => fill(() => example, t('exampleInserted'), example.length)}
      />
    )
  }
  return (
    <SnippetsDialog
      prompt={prompt}
      selection={prompt.slice(start, end)}
      onClose={onClose}
      onInsert={(text) =>
        fill(
          (before) => before.slice(0, start) + text + before.slice(end),
          t('snippetInserted'),
          start + text.length,
        )
      }
    />
  )
}
