import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PresetSettings, PresetView, SnippetView } from '#lib/presets/view.ts'
import { callApi } from './api.ts'
import { queryKeys } from './keys.ts'

/** What a user keeps at hand. Asked for when it is opened; changes are told to the server first and shown when it has agreed. */
export function usePresets() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.presets,
    queryFn: ({ signal }) => callApi<{ presets: PresetView[] }>('/api/presets', { signal }),
  })

  function put(preset: PresetView): PresetView {
    client.setQueryData<{ presets: PresetView[] }>(queryKeys.presets, (data) => {
      const others = (data?.presets ?? []).filter(({ id }) => id !== preset.id)
      return { presets: [...others, preset].sort((a, b) => a.name.localeCompare(b.name)) }
    })
    return preset
  }

  return {
    query,
    presets: query.data?.presets ?? [],
    /** @throws ApiError */
    async create(body: { id?: string; name: string; settings: PresetSettings }): Promise<PresetView> {
      const { preset } = await callApi<{ preset: PresetView }>('/api/presets', { method: 'POST', body })
      return put(preset)
    },
    /** @throws ApiError */
    async change(id: string, body: { name?: string; settings?: PresetSettings }): Promise<PresetView> {
      const { preset } = await callApi<{ preset: PresetView }>(`/api/presets/${id}`, { method: 'POST', body })
      return put(preset)
    },
    /** @throws ApiError */
    async remove(id: string): Promise<void> {
      await callApi(`/api/presets/${id}/delete`, { method: 'POST' })
      client.setQueryData<{ presets: PresetView[] }>(
        queryKeys.presets,
        (data) => data && { presets: data.presets.filter((each) => each.id !== id) },
      )
    },
  }
}

/** A user's snippets, newest first. */
export function useSnippets() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.snippets,
    queryFn: ({ signal }) => callApi<{ snippets: SnippetView[] }>('/api/snippets', { signal }),
  })
  return {
    query,
    snippets: query.data?.snippets ?? [],
    /** @throws ApiError */
    async create(body: { id?: string; text: string }): Promise<void> {
      const { snippet } = await callApi<{ snippet: SnippetView }>('/api/snippets', { method: 'POST', body })
      client.setQueryData<{ snippets: SnippetView[] }>(queryKeys.snippets, (data) => ({
        snippets: [...(data?.snippets ?? []).filter(({ id }) => id !== snippet.id), snippet].sort((a, b) =>
          a.id < b.id ? 1 : -1,
        ),
      }))
    },
    /** @throws ApiError */
    async remove(id: string): Promise<void> {
      await callApi(`/api/snippets/${id}/delete`, { method: 'POST' })
      client.setQueryData<{ snippets: SnippetView[] }>(
        queryKeys.snippets,
        (data) => data && { snippets: data.snippets.filter((each) => each.id !== id) },
      )
    },
  }
}
