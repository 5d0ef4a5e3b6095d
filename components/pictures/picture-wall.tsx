'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { PicturesPage } from '#components/queries/answers.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { PictureView } from '#lib/jobs/view.ts'
import { usePictures } from './use-pictures.ts'

const ROW_HEIGHT_REM = 15

/** All own pictures in rows of one height, each in its true proportion: a picture's width grows with its ratio. */
export function PictureWall(props: { initial: PicturesPage }) {
  const t = useTranslate('pictures')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const query = usePictures(props.initial)
  const pictures = query.data.pages.flatMap((page) => page.images)
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query

  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage()
      },
      { rootMargin: '800px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  if (pictures.length === 0) {
    return (
      <div className="border-y border-line py-16 text-center">
        <h2 className="font-title text-xl font-semibold">{t('empty')}</h2>
        <p className="mt-2 text-soft">{t('emptyText')}</p>
        <Link href={`/${locale}/studio`} className="button button-seal mt-6">
          {t('emptyAction')}
        </Link>
      </div>
    )
  }
  return (
    <>
      <ul className="flex flex-wrap gap-2 sm:gap-3">
        {pictures.map((picture) => (
          <WallPicture key={picture.id} picture={picture} />
        ))}
        {/* Fills the last row, so that its pictures are not stretched to the full width. */}
        <li aria-hidden="true" className="h-0 grow-[999] basis-60" />
      </ul>
      <div ref={end} className="mt-10 space-y-4 text-center text-sm text-soft">
        {query.error && !saysSessionEnded(query.error) && <ErrorNotice error={query.error} />}
        {hasNextPage ? (
          <button
            type="button"
            className="button button-plain text-ink"
            aria-busy={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? tCommon('loading') : tCommon('more')}
          </button>
        ) : (
          <p>{t('end')}</p>
        )}
      </div>
    </>
  )
}

function WallPicture({ picture }: { picture: PictureView }) {
  const t = useTranslate('pictures')
  const locale = useLocale()
  const width = picture.width ?? 1
  const height = picture.height ?? 1
  const ratio = width / height
  return (
    <li
      className="[--row:7rem] sm:[--row:13rem]"
      style={{
        flex: `${ratio} 1 calc(${ratio} * var(--row))`,
        maxWidth: `${ratio * ROW_HEIGHT_REM * 1.5}rem`,
      }}
    >
      <Link
        href={`/${locale}/pictures/${picture.id}`}
        prefetch={false}
        className="block bg-wash bg-cover transition-opacity hover:opacity-90"
        style={{
          aspectRatio: `${width} / ${height}`,
          backgroundImage: picture.placeholder ? `url("${picture.placeholder}")` : undefined,
        }}
      >
        <StoredPicture
          src={`/api/images/${picture.id}/file?variant=${picture.hasPreview ? 'preview' : 'original'}`}
          alt={t('altPrompt', { prompt: picture.prompt.slice(0, 120) })}
          width={width}
          height={height}
          className="size-full object-cover"
        />
      </Link>
    </li>
  )
}
