'use client'

import { Download as DownloadIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { ImageView } from '#lib/jobs/view.ts'
import { type ExportFormat, exportFormats, exportSizes, formatNames } from './export-choices.ts'
import type { Download } from './use-download.ts'

/** A format and a size, and what such a file says of itself. */
export function ExportDialog(props: { image: ImageView; download: Download; onClose: () => void }) {
  const t = useTranslate('picture')
  const { image, download } = props
  const [format, setFormat] = useState<ExportFormat>('webp')
  const [size, setSize] = useState('full')
  const sizes = exportSizes(image.width ?? 1, image.height ?? 1)
  const edgePx = sizes.find((each) => String(each.edgePx) === size)?.edgePx
  return (
    <Dialog title={t('exportTitle')} onClose={props.onClose}>
      <div className="space-y-5 p-5">
        <ChoiceField
          legend={t('format')}
          hint={t(`formatHint.${format}`)}
          options={exportFormats.map((value) => ({ value, label: formatNames[value] }))}
          value={format}
          onChange={setFormat}
        />
        <ChoiceField
          legend={t('exportSize')}
          options={sizes.map(({ edgePx: value, width, height }) => ({
            value: value === null ? 'full' : String(value),
            label:
              value === null ? t('exportFull', { size: `${width} × ${height}` }) : `${width} × ${height}`,
          }))}
          value={size}
          onChange={setSize}
        />
        <p className="text-xs text-soft">{t('exportLabel')}</p>
        {download.error !== null && <ErrorNotice error={download.error} />}
        <button
          type="button"
          className="button button-seal w-full"
          aria-busy={download.busy}
          onClick={() => void download.start(format, edgePx)}
        >
          <DownloadIcon aria-hidden="true" className="size-4" />
          {download.busy
            ? t('converting', { format: formatNames[format] })
            : t('exportButton', { format: formatNames[format] })}
        </button>
      </div>
    </Dialog>
  )
}
