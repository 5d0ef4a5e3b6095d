'use client'

import { ChevronDown, Download as DownloadIcon } from 'lucide-react'
import { lazy, type MouseEvent, Suspense, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ActionMenu } from '#components/ui/action-menu.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { fileSizeText } from '#components/ui/file-size-text.ts'
import { showToast } from '#components/ui/toast.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import { downloadHref, exportFormats, formatNames, storedFileOf } from './export-choices.ts'
import type { Download } from './use-download.ts'

const ExportDialog = lazy(() =>
  import('./export-dialog.tsx').then((module) => ({ default: module.ExportDialog })),
)

/** The picture by one click, as it is stored; other formats and sizes, and what the model answered where that is another, by two. */
export function DownloadMenu({ image, download }: { image: ImageView; download: Download }) {
  const t = useTranslate('picture')
  const tChoices = useTranslate('choices')
  const [choosing, setChoosing] = useState(false)
  const originalFormat = image.mediaType?.replace('image/', '') ?? ''
  const { start, error } = download
  const stored = storedFileOf(image)
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        <a
          href={downloadHref(image.id, stored)}
          download
          className="button button-seal flex-1 whitespace-nowrap"
          aria-busy={download.busy}
          onClick={(event: MouseEvent) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            void start(stored)
          }}
        >
          <DownloadIcon aria-hidden="true" className="size-4" />
          {t(image.isComposed ? 'downloadComposed' : 'download')}
        </a>
        <span className="noscript:hidden">
          <ActionMenu
            className="button button-plain whitespace-nowrap"
            groups={[
              [
                ...(image.isComposed
                  ? [{ label: t('composedFile'), onSelect: () => void start('composed') }]
                  : []),
                {
                  label: t(image.isComposed ? 'rawFile' : 'originalFile', {
                    format: tChoices.maybe(`format.${originalFormat}`) ?? originalFormat.toUpperCase(),
                    size: fileSizeText(image.sizeBytes ?? 0),
                  }),
                  onSelect: () => void start('original'),
                },
              ],
              exportFormats.map((format) => ({
                label: formatNames[format],
                onSelect: () => {
                  showToast({ text: t('converting', { format: formatNames[format] }), timeoutMs: 2_000 })
                  void start(format)
                },
              })),
              [{ label: t('otherSize'), onSelect: () => setChoosing(true) }],
            ]}
          >
            {t('downloadOther')}
            <ChevronDown aria-hidden="true" className="size-4" />
          </ActionMenu>
        </span>
      </div>
      {/* The dialog, while it is open, says it itself. */}
      {error !== null && !choosing && <ErrorNotice error={error} />}
      {choosing && (
        <Suspense>
          <ExportDialog image={image} download={download} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </div>
  )
}
