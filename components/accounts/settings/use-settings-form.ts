'use client'

import { useQueryClient } from '@tanstack/react-query'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { type Form, useForm } from '../use-form.ts'
import { accountKeys } from './account-queries.ts'

/**
 * A form of the account page. What it changes is fetched anew, and so is everything when the server says that nobody is signed in
 * any more: that query's failure is what the notice above the page waits for.
 */
export function useSettingsForm(
  send: (fields: FormData) => Promise<'leaving' | undefined>,
  fieldOf?: { [code: string]: string },
): Form {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: accountKeys.account })
  return useForm(async (fields) => {
    try {
      const result = await send(fields)
      if (result !== 'leaving') await refresh()
      return result
    } catch (error) {
      if (saysSessionEnded(error)) void refresh()
      throw error
    }
  }, fieldOf)
}
