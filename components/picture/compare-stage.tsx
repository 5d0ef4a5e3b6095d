'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { BeforeAfter } from './before-after.tsx'
import { fileHref } from './input-words.ts'
import { stageClass, stageStyle } from './picture-stage.tsx'
import { sameShape } from './slider-share.ts'

/** In the place of the picture: it and the first of what it was made from, to be compared. */
export function CompareStage(props: {
  image: ImageView
  raw: boolean
  before: UploadView
  alt: string
  onMove: (direction: 1 | -1) => void
}) {
  const t = useTranslate('picture')
  const { image, before, onMove } = props
  const width = image.width ?? 1
  const height = image.height ?? 1
  const variant = image.isComposed && !props.raw ? 'composed' : 'original'
  useShortcuts({
    arrowleft: () => onMove(-1),
    arrowright: () => onMove(1),
    k: () => onMove(-1),
    j: () => onMove(1),
  })
  return (
    <>
      <div className={`${stageClass} overflow-hidden`} style={stageStyle(width / height)}>
        <BeforeAfter
          before={fileHref(before)}
          after={`/api/images/${image.id}/file?variant=${variant}`}
          width={width}
          height={height}
          names={{ before: t('inputAlt', { number: 1, name: before.name }), after: props.alt }}
          focused
        />
      </div>
      {!sameShape(before, { width, height }) && (
        <p className="border-t border-line bg-paper px-4 py-1.5 text-center text-xs text-soft">
          {t('beforeCut')}
        </p>
      )}
    </>
  )
}
