'use client'

import { Copy, Flag, Heart, ImagePlus, RotateCcw, Shuffle, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import { continueHref } from './continue-href.ts'
import { DownloadMenu } from './download-menu.tsx'
import { FolderField } from './folder-field.tsx'
import type { Download } from './use-download.ts'
import type { PictureActions } from './use-picture-actions.ts'

const ReportDialog = lazy(() =>
  import('./report-dialog.tsx').then((module) => ({ default: module.ReportDialog })),
)

const quiet = 'button button-quiet justify-start'

/** Everything that can be done with a picture, the likeliest first. */
export function PictureTools(props: { page: PicturePageView; actions: PictureActions; download: Download }) {
  const t = useTranslate('picture')
  const locale = useLocale()
  const { actions } = props
  const { image, job, favourite, folder } = props.page
  const [reporting, setReporting] = useState(false)
  const inBin = image.deletedAt !== null
  const icon = 'size-4 shrink-0'
  return (
    <div className="space-y-3">
      <DownloadMenu image={image} download={props.download} />
      {!inBin && (
        <Link
          href={continueHref(locale, image.id)}
          prefetch={false}
          className="button button-plain w-full whitespace-nowrap"
        >
          <ImagePlus aria-hidden="true" className={icon} />
          {t('continue')}
        </Link>
      )}
      <div className="flex flex-wrap gap-2">
        <Link
          href={`/${locale}/studio?from=${job.id}`}
          prefetch={false}
          className="button button-plain flex-auto whitespace-nowrap"
        >
          <RotateCcw aria-hidden="true" className={icon} />
          {t('reuse')}
        </Link>
        <Link
          href={`/${locale}/studio?from=${job.id}&vary=1`}
          prefetch={false}
          className="button button-plain flex-auto whitespace-nowrap"
        >
          <Shuffle aria-hidden="true" className={icon} />
          {t('vary')}
        </Link>
      </div>
      <div className="-mx-2 grid grid-cols-2 gap-x-2 noscript:hidden">
        {!inBin && (
          <button type="button" className={quiet} aria-pressed={favourite} onClick={actions.toggleFavourite}>
            <Heart
              aria-hidden="true"
              className={`${icon} ${favourite ? 'fill-cinnabar text-cinnabar' : ''}`}
            />
            {t('favourite')}
          </button>
        )}
        <button type="button" className={quiet} onClick={() => void actions.copyPicture()}>
          <Copy aria-hidden="true" className={icon} />
          {t('copyPicture')}
        </button>
        {!inBin && (
          <button type="button" className={quiet} onClick={() => void actions.remove()}>
            <Trash2 aria-hidden="true" className={icon} />
            {t('delete')}
          </button>
        )}
        <button type="button" className={quiet} onClick={() => setReporting(true)}>
          <Flag aria-hidden="true" className={icon} />
          {t('report')}
        </button>
      </div>
      {!inBin && <FolderField folder={folder} onMove={actions.move} />}
      {reporting && (
        <Suspense>
          <ReportDialog jobId={job.id} imageId={image.id} onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </div>
  )
}
