'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { fileHref } from '#components/picture/input-words.ts'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { useUploads } from '#components/queries/use-uploads.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { PicturePage } from '#lib/library/view.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { shorten } from './shorten.ts'

const PAGE = 24

/** What its user had painted, newest first. */
export function OwnWork(props: { inputs: readonly UploadView[]; onChoose: (imageId: string) => void }) {
  const t = useTranslate('studioInputs')
  const query = useInfiniteQuery({
    queryKey: [...queryKeys.pictures, 'to work from'],
    queryFn: ({ pageParam, signal }) =>
      callApi<PicturePage>(
        `/api/pictures?limit=${PAGE}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  /** On their way, or there. */
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const pictures = query.data?.pages.flatMap((page) => page.pictures) ?? []
  return (
    <Tiles query={query} empty={t('noWork')} isEmpty={pictures.length === 0}>
      {pictures.map((picture) => (
        <Tile
          key={picture.id}
          src={`/api/images/${picture.id}/file?variant=${picture.hasPreview ? 'thumbnail' : 'original'}`}
          placeholder={picture.placeholder}
          name={shorten(picture.prompt, 60)}
          isChosen={
            chosen.has(picture.id) || props.inputs.some(({ sourceImageId }) => sourceImageId === picture.id)
          }
          onChoose={() => {
            setChosen(new Set([...chosen, picture.id]))
            props.onChoose(picture.id)
          }}
        />
      ))}
      {query.hasNextPage && (
        <li className="grid">
          <button
            type="button"
            className="button button-plain h-full"
            aria-busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('older')}
          </button>
        </li>
      )}
    </Tiles>
  )
}

/** What its user uploaded lately. */
export function OwnUploads(props: { inputs: readonly UploadView[]; onChoose: (upload: UploadView) => void }) {
  const t = useTranslate('studioInputs')
  const query = useUploads()
  const uploads = query.data?.uploads ?? []
  return (
    <Tiles query={query} empty={t('noUploads')} isEmpty={uploads.length === 0}>
      {uploads.map((upload) => (
        <Tile
          key={upload.id}
          src={fileHref(upload, 'thumbnail')}
          placeholder={upload.placeholder}
          name={upload.name}
          isChosen={props.inputs.some(({ id }) => id === upload.id)}
          onChoose={() => props.onChoose(upload)}
        />
      ))}
    </Tiles>
  )
}

function Tiles(props: {
  query: { error: unknown; isPending: boolean; refetch: () => unknown }
  isEmpty: boolean
  empty: string
  children: ReactNode
}) {
  const t = useTranslate('common')
  const { query } = props
  if (query.error) {
    return (
      <ErrorNotice error={query.error}>
        <button type="button" className="link" onClick={() => void query.refetch()}>
          {t('retry')}
        </button>
      </ErrorNotice>
    )
  }
  if (props.isEmpty) {
    return <p className="min-h-32 text-sm text-soft">{query.isPending ? t('loading') : props.empty}</p>
  }
  return (
    <ul className="grid min-h-32 grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2">{props.children}</ul>
  )
}

function Tile(props: {
  src: string
  placeholder: string | null
  name: string
  isChosen: boolean
  onChoose: () => void
}) {
  const t = useTranslate('studioInputs')
  const { isChosen } = props
  return (
    <li>
      <button
        type="button"
        className="relative block aspect-square w-full overflow-hidden bg-wash bg-cover aria-disabled:opacity-70 hover:outline-1 hover:outline-ink focus-visible:outline-2 focus-visible:outline-azurite"
        style={{ backgroundImage: props.placeholder ? `url("${props.placeholder}")` : undefined }}
        aria-label={t(isChosen ? 'chosenNamed' : 'choose', { name: props.name })}
        aria-disabled={isChosen}
        onClick={() => !isChosen && props.onChoose()}
      >
        <picture className="contents">
          <img src={props.src} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
        </picture>
        {isChosen && (
          <span className="absolute right-1 bottom-1 grid size-6 place-items-center bg-ink text-paper">
            <Check aria-hidden="true" className="size-4" />
          </span>
        )}
      </button>
    </li>
  )
}
