import { useQuery } from '@tanstack/react-query'
import type { UploadView } from '#lib/uploads/view.ts'
import { ApiError, callApi } from './api.ts'
import { queryKeys } from './keys.ts'

/** The pictures that a user uploaded lately, asked for anew whenever they are looked at. */
export function useUploads() {
  return useQuery({
    queryKey: queryKeys.uploads,
    queryFn: ({ signal }) => callApi<{ uploads: UploadView[] }>('/api/uploads', { signal }),
    staleTime: 0,
  })
}

/** One upload; null when it is gone. To ask for it keeps it for some more days. @throws ApiError */
export async function fetchUpload(id: string): Promise<UploadView | null> {
  try {
    return (await callApi<{ upload: UploadView }>(`/api/uploads/${id}`)).upload
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null
    throw error
  }
}

/** A delivered picture as an input. @throws ApiError */
export async function uploadFromImage(imageId: string, signal?: AbortSignal): Promise<UploadView> {
  const options = { method: 'POST', body: { imageId }, signal } as const
  return (await callApi<{ upload: UploadView }>('/api/uploads/from-image', options)).upload
}

export interface Fit {
  mode: 'crop' | 'pad'
  /** The shape that is wanted, in whatever unit. */
  width: number
  height: number
  /** The longer side becomes no longer than this, in pixels. */
  edgeMax?: number
  /** Where the cut is centred, from 0 to 1. */
  x?: number
  y?: number
  transparent?: boolean
}

/** A picture cut or padded to a shape: another upload. @throws ApiError */
export async function fitUpload(id: string, fit: Fit, signal?: AbortSignal): Promise<UploadView> {
  const options = { method: 'POST', body: fit, signal } as const
  return (await callApi<{ upload: UploadView }>(`/api/uploads/${id}/fit`, options)).upload
}
