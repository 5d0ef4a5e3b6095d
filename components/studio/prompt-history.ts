import type { QueryClient } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { isCaretOnEdge } from './caret-line.ts'
import { beginWalk, type PromptWalk, promptAt, stepWalk } from './prompt-walk.ts'

const STALE_MS = 30_000

/** What a key in the prompt does. @param value what the field holds */
export type HistoryKey = (
  event: KeyboardEvent<HTMLTextAreaElement>,
  value: string,
  onChange: (prompt: string) => void,
) => void

/** The walk of one field through its user's earlier prompts. */
export function createPromptHistory(client: QueryClient): HistoryKey {
  let walk: PromptWalk | null = null
  /** Drafts that were left for an earlier prompt which was then edited: the first of the earlier ones from then on. */
  let left: string[] = []

  async function earlier(): Promise<string[]> {
    const { prompts } = await client.fetchQuery({
      queryKey: queryKeys.prompts,
      queryFn: ({ signal }) => callApi<{ prompts: string[] }>('/api/prompts', { signal }),
      staleTime: STALE_MS,
    })
    return [...left, ...prompts]
  }

  return (event, value, onChange) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    const field = event.currentTarget
    const step = event.key === 'ArrowUp' ? 1 : -1

    function show(next: PromptWalk): void {
      walk = next
      const prompt = promptAt(next)
      onChange(prompt)
      // At the end from where the next step in the same direction goes on.
      const caret = step === 1 ? 0 : prompt.length
      requestAnimationFrame(() => field.setSelectionRange(caret, caret))
    }

    if (walk && promptAt(walk) !== value) {
      if (walk.at >= 0 && walk.draft.trim() !== '') left = [walk.draft, ...left]
      walk = null
    }
    if (step === -1 && !walk) return
    if (!isCaretOnEdge(field, step === 1 ? 'first' : 'last')) return
    if (walk) {
      const next = stepWalk(walk, step)
      if (!next) return
      event.preventDefault()
      show(next)
      return
    }
    event.preventDefault()
    earlier().then(
      (prompts) => {
        const next = stepWalk(beginWalk(value, prompts), 1)
        // Typing went on meanwhile: then nothing is put in its place.
        if (next && field.value === value) show(next)
      },
      // Without an answer there is no history to walk; the field stays as it is.
      () => undefined,
    )
  }
}
