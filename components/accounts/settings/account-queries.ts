import { useQuery } from '@tanstack/react-query'
import { callApi } from '#components/queries/api.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import type { SessionView } from '#lib/accounts/sessions.ts'

export const accountKeys = {
  account: ['account'] as const,
  sessions: ['account', 'sessions'] as const,
}

export function useAccount(initial: AccountView): AccountView {
  const { data } = useQuery({
    queryKey: accountKeys.account,
    queryFn: ({ signal }) => callApi<AccountView>('/api/account', { signal }),
    initialData: initial,
    // A letter may have been opened in another tab meanwhile.
    refetchOnWindowFocus: 'always',
  })
  return data
}

export function useSessions(initial: SessionView[]): SessionView[] {
  const { data } = useQuery({
    queryKey: accountKeys.sessions,
    queryFn: async ({ signal }) =>
      (await callApi<{ sessions: SessionView[] }>('/api/account/sessions', { signal })).sessions,
    initialData: initial,
  })
  return data
}
