'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import type { FolderView } from '#lib/library/view.ts'

type Folder = PicturePageView['folder']

/** In which folder the picture is. Not there for who has none: folders are made in the library. */
export function FolderField(props: { folder: Folder; onMove: (folder: Folder) => void }) {
  const t = useTranslate('picture')
  const id = useId()
  const { folder } = props
  const { data } = useQuery({
    queryKey: [...queryKeys.pictures, 'folders'],
    queryFn: ({ signal }) => callApi<{ folders: FolderView[] }>('/api/folders', { signal }),
  })
  const folders: { id: string; name: string }[] = data?.folders ?? (folder ? [folder] : [])
  if (folders.length === 0) return null
  return (
    <div className="flex items-center gap-3 noscript:hidden">
      <label htmlFor={id} className="shrink-0 text-sm text-soft">
        {t('folder')}
      </label>
      <select
        id={id}
        className="field min-w-0 flex-1 text-sm"
        value={folder?.id ?? ''}
        onChange={(event) => {
          const chosen = folders.find((each) => each.id === event.target.value)
          props.onMove(chosen ? { id: chosen.id, name: chosen.name } : null)
        }}
      >
        <option value="">{t('noFolder')}</option>
        {folders.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </div>
  )
}
