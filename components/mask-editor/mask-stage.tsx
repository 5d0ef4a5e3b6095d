'use client'

import { type RefObject, useEffect, useEffectEvent, useId, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSingleKeys } from '#components/ui/single-keys.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import type { MaskEditor } from './editor.ts'
import { KeyPainter } from './stage-keys.ts'
import { listenToPointers } from './stage-pointers.ts'
import { useValue } from './value.ts'

/** The picture and the mask over it. React draws this once; all that moves in it is drawn by the editor. */
export function MaskStage(props: {
  picture: UploadView
  editor: MaskEditor
  root: RefObject<HTMLElement | null>
  /** Handed the keys' painter, which Escape asks first. */
  keysRef: RefObject<KeyPainter | null>
  /** Nothing can be painted for now. */
  isInert: boolean
  isMaskShown: boolean
  onToggleMask: () => void
  onShowKeys: () => void
  onPictureFailed: () => void
}) {
  const t = useTranslate('maskEditor')
  const id = useId()
  const { editor, picture, root, keysRef } = props
  const singleKeys = useSingleKeys()
  const { tool } = useValue(editor.settings)
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const sketch = useRef<HTMLCanvasElement>(null)
  const ring = useRef<HTMLDivElement>(null)
  const toggleMask = useEffectEvent(() => props.onToggleMask())
  const showKeys = useEffectEvent(() => props.onShowKeys())
  const hasSingleKeys = useEffectEvent(() => singleKeys)

  useEffect(() => {
    const dialog = root.current
    if (!stage.current || !image.current || !overlay.current || !sketch.current || !ring.current || !dialog)
      return
    const detach = editor.attach({
      stage: stage.current,
      picture: image.current,
      overlay: overlay.current,
      sketch: sketch.current,
      ring: ring.current,
    })
    const keys = new KeyPainter(stage.current, editor, {
      toggleMask: () => toggleMask(),
      showKeys: () => showKeys(),
      singleKeys: () => hasSingleKeys(),
    })
    keysRef.current = keys
    const stopKeys = keys.listen(dialog)
    const stopPointers = listenToPointers(stage.current, editor, keys)
    stage.current.focus({ preventScroll: true })
    return () => {
      stopPointers()
      stopKeys()
      keysRef.current = null
      detach()
    }
  }, [editor, root, keysRef])

  return (
    <div
      ref={stage}
      inert={props.isInert}
      // Arrows, Space and letters are the stage's own, which a screen reader would take for itself.
      role="application"
      aria-label={t('stage', { name: picture.name })}
      aria-describedby={`${id}-help`}
      data-tool={tool}
      className="mask-stage relative min-h-0 touch-none overflow-hidden bg-wash select-none"
    >
      <p id={`${id}-help`} className="sr-only">
        {t('stageHelp')}
      </p>
      <picture className="contents">
        <img
          ref={image}
          src={`/api/uploads/${picture.id}/file?variant=picture`}
          alt=""
          width={picture.width}
          height={picture.height}
          draggable={false}
          onError={props.onPictureFailed}
          className="pointer-events-none absolute top-0 left-0 max-w-none origin-top-left bg-cover"
          style={{ backgroundImage: `url("${picture.placeholder}")` }}
        />
      </picture>
      <canvas
        ref={overlay}
        hidden={!props.isMaskShown}
        className="pointer-events-none absolute inset-0 size-full"
      />
      <canvas ref={sketch} className="pointer-events-none absolute inset-0 size-full" />
      <div ref={ring} hidden aria-hidden="true" className="mask-ring" />
    </div>
  )
}
