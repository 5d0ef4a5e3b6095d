'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ImageView } from '#lib/jobs/view.ts'

type Progress = 'loading' | 'loaded' | 'failed'

/**
 * A picture that is seen at once and then sharply: its placeholder, its preview and its original lie in the same place, so that
 * nothing moves when the next one comes. Without script they do the same.
 */
export function PictureLayers(props: {
  image: ImageView
  /** As the model answered it, where its unpainted parts were put back afterwards. */
  raw: boolean
  alt: string
  pixelated: boolean
  onProgress: (state: { preview: Progress; original: Progress }) => void
}) {
  const { image, raw, onProgress } = props
  const file = `/api/images/${image.id}/file`
  const [preview, setPreview] = useState<Progress>(image.hasPreview ? 'loading' : 'failed')
  const [original, setOriginal] = useState<Progress>('loading')
  const [answer, setAnswer] = useState<Progress>('loading')
  const shown = raw && answer === 'failed' ? 'failed' : original
  useEffect(() => onProgress({ preview, original: shown }), [preview, shown, onProgress])
  const rendering = props.pixelated ? 'pixelated' : undefined
  const loaded = original === 'loaded'
  return (
    <>
      {/* What is transparent would show them through. */}
      {!loaded && image.placeholder && (
        <span
          className="absolute inset-0 bg-cover"
          style={{ backgroundImage: `url("${image.placeholder}")` }}
        />
      )}
      {image.hasPreview && !loaded && preview !== 'failed' && (
        <Layer src={`${file}?variant=preview`} alt="" onProgress={setPreview} hurry />
      )}
      {original !== 'failed' && (
        <Layer
          src={`${file}?variant=${image.isComposed ? 'composed' : 'original'}`}
          alt={raw ? '' : props.alt}
          onProgress={setOriginal}
          rendering={rendering}
          width={image.width ?? undefined}
          height={image.height ?? undefined}
          hidden={raw && answer === 'loaded'}
        />
      )}
      {raw && (
        <Layer
          src={`${file}?variant=original`}
          alt={props.alt}
          onProgress={setAnswer}
          rendering={rendering}
          width={image.width ?? undefined}
          height={image.height ?? undefined}
        />
      )}
    </>
  )
}

function Layer(props: {
  src: string
  alt: string
  onProgress: (progress: Progress) => void
  rendering?: 'pixelated' | undefined
  hurry?: boolean
  width?: number | undefined
  height?: number | undefined
  /** It stays loaded: what is switched to and fro is compared. */
  hidden?: boolean
}) {
  const { onProgress } = props
  const element: RefObject<HTMLImageElement | null> = useRef(null)
  useEffect(() => {
    // It may have come, or not, before this script did.
    const { current } = element
    if (current?.complete) onProgress(current.naturalWidth > 0 ? 'loaded' : 'failed')
  }, [onProgress])
  return (
    <picture className="contents">
      <img
        ref={element}
        src={props.src}
        alt={props.alt}
        width={props.width}
        height={props.height}
        draggable={false}
        decoding="async"
        fetchPriority={props.hurry ? 'high' : 'auto'}
        onLoad={() => onProgress('loaded')}
        onError={() => onProgress('failed')}
        className={`absolute inset-0 size-full ${props.hidden ? 'invisible' : ''}`}
        style={{ imageRendering: props.rendering }}
      />
    </picture>
  )
}
