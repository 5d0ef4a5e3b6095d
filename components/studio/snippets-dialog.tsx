'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSnippets } from '#components/queries/use-kept.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { SnippetView } from '#lib/presets/view.ts'
import { KeptList, KeptRow } from './kept-list.tsx'
import { type Said, SaidLine } from './said-line.tsx'

/** Pieces of prompts that one wants at hand: a click puts one where the caret was. */
export function SnippetsDialog(props: {
  prompt: string
  /** What was selected of it; kept instead of the whole where there is something. */
  selection: string
  onClose: () => void
  onInsert: (text: string) => void
}) {
  const t = useTranslate('studioTools')
  const { query, snippets, create, remove } = useSnippets()
  const [error, setError] = useState<unknown>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const text = (props.selection || props.prompt).trim()
  const isKept = snippets.some((snippet) => snippet.text === text)

  function run(change: Promise<void>, then?: () => void): void {
    setError(null)
    setSaid(null)
    change.then(then, setError)
  }

  function removeWithUndo(snippet: SnippetView): void {
    run(remove(snippet.id), () => setSaid({ text: t('snippets.removed'), undo: () => run(create(snippet)) }))
  }

  return (
    <Dialog title={t('snippets.title')} onClose={props.onClose} widthRem={36}>
      <div className="border-b border-line px-5 py-4">
        {text === '' ? (
          <p className="text-sm text-soft">{t('snippets.nothingToKeep')}</p>
        ) : (
          <div className="flex items-center gap-4">
            <p className="line-clamp-2 min-w-0 flex-1 text-sm" dir="auto">
              {text.slice(0, 400)}
            </p>
            <button
              type="button"
              className="button button-plain button-small shrink-0"
              aria-disabled={isKept}
              onClick={() => !isKept && run(create({ text }))}
            >
              {isKept
                ? t('snippets.kept')
                : t(props.selection.trim() ? 'snippets.keepPart' : 'snippets.keep')}
            </button>
          </div>
        )}
        {error !== null && (
          <div className="mt-3">
            <ErrorNotice error={error} showProblems />
          </div>
        )}
        <SaidLine said={said} />
      </div>
      <KeptList
        query={query}
        items={snippets}
        empty={t('snippets.empty')}
        row={(snippet) => (
          <KeptRow key={snippet.id} className="flex items-stretch">
            <button
              type="button"
              dir="auto"
              className="min-w-0 flex-1 px-5 py-3 text-start text-sm hover:bg-wash focus-visible:-outline-offset-2"
              onClick={() => props.onInsert(snippet.text)}
            >
              <span className="line-clamp-3">{snippet.text.slice(0, 600)}</span>
            </button>
            <button
              type="button"
              className="button button-quiet mr-2 self-center px-3"
              aria-label={t('snippets.remove', { text: [...snippet.text].slice(0, 30).join('') })}
              onClick={() => removeWithUndo(snippet)}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </button>
          </KeptRow>
        )}
      />
    </Dialog>
  )
}
