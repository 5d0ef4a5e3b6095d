import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { saysAccessEnded } from './use-live.ts'

export interface Action {
  /** What the last action came to, for the view's live region. */
  said: string
  error: unknown
  /** Which one is under way. */
  busy: string | null
  /** Asks the server, says `done` when it has answered, and renews what is shown. */
  run(path: string, body: object | undefined, done: string): Promise<void>
  /** The same for what was done elsewhere, such as in a dialog. */
  tell(done: string): void
}

export function useAction(): Action {
  const client = useQueryClient()
  const t = useTranslate('admin')
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>(null)

  function tell(done: string): void {
    setError(null)
    setSaid(done)
    void client.invalidateQueries({ queryKey: ['admin'] })
  }

  async function run(path: string, body: object | undefined, done: string): Promise<void> {
    if (busy !== null) return
    setBusy(JSON.stringify([path, body]))
    setSaid('')
    setError(null)
    try {
      await callApi(path, { method: 'POST', body })
      tell(done)
    } catch (caught) {
      // Gone meanwhile: a pause that was over, a provider that is open again.
      if (saysAccessEnded(caught)) tell(t('alreadyOver'))
      else setError(caught)
    }
    setBusy(null)
  }

  return { said, error, busy, run, tell }
}

/** The name under which `busy` knows an action. */
export function actionKey(path: string, body?: object): string {
  return JSON.stringify([path, body])
}
