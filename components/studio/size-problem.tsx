'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { sizeText } from '#components/ui/model-name.ts'
import type { Size } from '#lib/catalog/model.ts'

/** Why a size is not allowed, and the nearest that is. */
export function SizeProblem(props: { text: string; nearest: Size | null; onUse: (size: Size) => void }) {
  const t = useTranslate('studio')
  const { nearest } = props
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-sm text-cinnabar-text">
      {props.text}
      {nearest && (
        <button
          type="button"
          className="link min-h-11 text-ink pointer-fine:min-h-9"
          onClick={() => props.onUse(nearest)}
        >
          {t('sizeUse', { size: sizeText(nearest) })}
        </button>
      )}
    </p>
  )
}
