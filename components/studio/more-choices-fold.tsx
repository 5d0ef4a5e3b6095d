'use client'

import { ChevronDown } from 'lucide-react'
import { memo } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Model } from '#lib/catalog/model.ts'
import type { ImageParams } from '#lib/catalog/params.ts'
import { loadMoreChoices } from './lazy-parts.ts'
import { useLazyPart } from './use-lazy-part.ts'

/** What few people change, one click away and not loaded before. */
export const MoreChoicesFold = memo(function MoreChoicesFold(props: {
  model: Model
  params: ImageParams
  gaveWay: 'background' | 'outputFormat' | null
  onChange: (params: Partial<ImageParams>) => void
}) {
  const t = useTranslate('studio')
  const { Part, open } = useLazyPart(loadMoreChoices)
  const { model } = props
  if (model.outputFormats.length === 0 && model.partialImagesMax === null && model.styles.length === 0) {
    return null
  }
  return (
    <details className="group border-t border-line" onToggle={(event) => event.currentTarget.open && open()}>
      <summary className="flex min-h-12 items-center justify-between text-sm font-medium">
        {t('moreChoices')}
        <ChevronDown aria-hidden="true" className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      {Part && <Part {...props} />}
    </details>
  )
})
