'use client'

import { ChevronDown, Download } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ActionMenu } from '#components/ui/action-menu.tsx'
import type { ImageView } from '#lib/jobs/view.ts'
import { downloadHref, exportFormats, formatNames } from './export-choices.ts'
import { fileSizeText } from './picture-words.ts'

const ExportDialog = lazy(() =>
  import('./export-dialog.tsx').then((module) => ({ default: module.ExportDialog })),
)

/** The original by one click, as it came; other formats and sizes by two. */
export function DownloadMenu({ image }: { image: ImageView }) {
  const t = useTranslate('picture')
  const tChoices = useTranslate('choices')
  const [choosing, setChoosing] = useState(false)
  const originalFormat = image.mediaType?.replace('image/', '') ?? ''
  return (
    <div className="flex gap-2">
      <a href={downloadHref(image.id)} download className="button button-seal flex-1 whitespace-nowrap">
        <Download aria-hidden="true" className="size-4" />
        {t('download')}
      </a>
      <span className="noscript:hidden">
        <ActionMenu
          className="button button-plain whitespace-nowrap"
          groups={[
            [
              {
                label: t('originalFile', {
                  format: tChoices.maybe(`format.${originalFormat}`) ?? originalFormat.toUpperCase(),
                  size: fileSizeText(image.sizeBytes ?? 0),
                }),
                href: downloadHref(image.id),
                download: true,
              },
            ],
            exportFormats.map((format) => ({
              label: formatNames[format],
              href: downloadHref(image.id, format),
              download: true,
            })),
            [{ label: t('otherSize'), onSelect: () => setChoosing(true) }],
          ]}
        >
          {t('downloadOther')}
          <ChevronDown aria-hidden="true" className="size-4" />
        </ActionMenu>
      </span>
      {choosing && (
        <Suspense>
          <ExportDialog image={image} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </div>
  )
}
