import { useQuery } from '@tanstack/react-query'
import type { WalletView } from './answers.ts'
import { callApi } from './api.ts'
import { queryKeys } from './keys.ts'

export function useWallet(initial?: WalletView): WalletView | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.wallet,
    queryFn: ({ signal }) => callApi<WalletView>('/api/wallet', { signal }),
    initialData: initial,
  })
  return data
}
