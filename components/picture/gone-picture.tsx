'use client'

import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import { stageClass, stageStyle } from './picture-stage.tsx'

/** In place of a picture whose file is gone for good: an empty frame of its proportion, with what little is left of it in it. */
export function GonePicture(props: { image: ImageView; onMove: (direction: 1 | -1) => void }) {
  const { image, onMove } = props
  const ratio = (image.width ?? 1) / (image.height ?? 1)
  useShortcuts({
    arrowleft: () => onMove(-1),
    arrowright: () => onMove(1),
    k: () => onMove(-1),
    j: () => onMove(1),
  })
  return (
    <div className={`${stageClass} grid place-items-center`} style={stageStyle(ratio)}>
      <div
        className="grid place-items-center border border-dashed border-edge p-4 text-center"
        style={{ aspectRatio: `${ratio}`, width: `min(30rem, 70cqw, 70cqh * ${ratio})` }}
      >
        <p className="numerals text-sm text-soft">{`${image.width} × ${image.height}`}</p>
      </div>
    </div>
  )
}
