import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import type { FolderView } from '#lib/library/view.ts'
import { libraryKeys } from './library-keys.ts'

export interface FolderCalls {
  /** @throws ApiError invalid_request when there is one of that name */
  create: (name: string) => Promise<FolderView>
  /** @throws ApiError */
  rename: (id: string, name: string) => Promise<void>
  /** Its pictures stay. @throws ApiError */
  remove: (id: string) => Promise<void>
}

/** What can be done to folders; who shows them hears of it. */
export function useFolderCalls(): FolderCalls {
  const client = useQueryClient()
  const post = useCallback(
    async <Answer>(path: string, body: object): Promise<Answer> => {
      const answer = await callApi<Answer>(path, { method: 'POST', body })
      await client.invalidateQueries({ queryKey: queryKeys.pictures })
      return answer
    },
    [client],
  )
  return {
    create: useCallback(
      async (name) => (await post<{ folder: FolderView }>('/api/folders', { name })).folder,
      [post],
    ),
    rename: useCallback((id, name) => post(`/api/folders/${id}/rename`, { name }), [post]),
    remove: useCallback(
      async (id) => {
        await post(`/api/folders/${id}/delete`, {})
        client.removeQueries({ queryKey: libraryKeys.walls, type: 'inactive' })
      },
      [client, post],
    ),
  }
}
