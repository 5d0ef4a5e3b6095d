'use client'

import { type CSSProperties, useEffect, useRef, useState } from 'react'

/**
 * What a mask says is to be repainted, laid over the picture that it was painted on: fills its positioned parent. The mask is
 * transparent there, so it is drawn the other way round (`.mask-veil` in app/globals.css).
 */
export function MaskVeil({ src }: { src: string }) {
  const image = useRef<HTMLImageElement>(null)
  const [loaded, setLoaded] = useState(false)
  useEffect(() => {
    // It may have come before this script did.
    if (image.current?.complete && image.current.naturalWidth > 0) setLoaded(true)
  }, [])
  return (
    <>
      <picture hidden>
        <img ref={image} src={src} alt="" onLoad={() => setLoaded(true)} />
      </picture>
      {/* A mask that is not there yet would veil all of it. */}
      {loaded && (
        <span
          aria-hidden="true"
          className="mask-veil"
          style={{ ['--mask' as string]: `url("${src}")` } satisfies CSSProperties}
        />
      )}
    </>
  )
}
