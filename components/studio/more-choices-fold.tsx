'use client'

import { ChevronDown } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Model } from '#lib/catalog/model.ts'
import type { ImageParams } from '#lib/catalog/params.ts'
import { bringIntoView } from './bring-into-view.ts'
import { loadMoreChoices } from './lazy-parts.ts'
import { useLazyPart } from './use-lazy-part.ts'

/** What few people change, one click away and not loaded before. */
export const MoreChoicesFold = memo(function MoreChoicesFold(props: {
  model: Model
  params: ImageParams
  hasInputs: boolean
  gaveWay: 'background' | 'outputFormat' | null
  onChange: (params: Partial<ImageParams>) => void
}) {
  const t = useTranslate('studio')
  const { Part, open } = useLazyPart(loadMoreChoices)
  const [isOpen, setIsOpen] = useState(false)
  const fold = useRef<HTMLDetailsElement>(null)
  const { model } = props
  // It opens at the foot of the form: what comes would stand behind the price.
  useEffect(() => {
    if (Part && isOpen && fold.current) bringIntoView(fold.current)
  }, [Part, isOpen])
  if (model.outputFormats.length === 0 && model.partialImagesMax === null && model.styles.length === 0) {
    return null
  }
  return (
    <details
      ref={fold}
      className="group border-t border-line"
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open)
        if (event.currentTarget.open) open()
      }}
    >
      <summary className="flex min-h-12 items-center justify-between text-sm font-medium">
        {t('moreChoices')}
        <ChevronDown aria-hidden="true" className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      {Part && <Part {...props} />}
    </details>
  )
})
