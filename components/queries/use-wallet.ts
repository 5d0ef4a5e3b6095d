import { useQuery } from '@tanstack/react-query'
import type { WalletView } from './answers.ts'
import { callApi } from './api.ts'
import { queryKeys } from './keys.ts'

export function useWallet(initial?: WalletView): WalletView | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.wallet,
    queryFn: ({ signal }) => callApi<WalletView>('/api/wallet', { signal }),
    initialData: initial,
    // Money may move without this browser hearing of it: whoever comes back sees the truth, however fresh the cache is.
    refetchOnWindowFocus: 'always',
  })
  return data
}
