import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useCallback, useRef } from 'react'
import type { HistoryKey } from './prompt-history.ts'

/**
 * Arrow up on the first line of the prompt walks through earlier own prompts, arrow down on the last line back to what was being
 * written, which is never lost. What it needs is loaded when the field has the focus.
 */
export function usePromptHistory(value: string, onChange: (prompt: string) => void) {
  const client = useQueryClient()
  const walker = useRef<HistoryKey | null>(null)
  const load = useCallback(() => {
    if (walker.current) return
    import('./prompt-history.ts').then(
      ({ createPromptHistory }) => {
        walker.current ??= createPromptHistory(client)
      },
      // Then the arrows only move the caret.
      () => undefined,
    )
  }, [client])
  return {
    load,
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => walker.current?.(event, value, onChange),
  }
}
