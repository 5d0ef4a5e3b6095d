'use client'

import type { Ref } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Coming, UploadQueue } from '#components/inputs/upload-queue.ts'
import { INPUTS_MAX, UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { RefusedFile } from './refused-file.tsx'

/** What is wrong with pictures, each in a sentence: refused, left out, gone, not there yet. */
export function PicturesNotices(props: {
  inputs: readonly UploadView[]
  gone: ReadonlySet<string>
  refused: readonly Coming[]
  queue: UploadQueue
  leftOut: number
  /** How many keep the form from being sent, once it was tried. */
  stillComing: number
  noticeRef: Ref<HTMLDivElement>
}) {
  const t = useTranslate('studioInputs')
  const tStudio = useTranslate('studio')
  const { inputs, gone, queue } = props
  const names = inputs.flatMap(({ id }, index) => (gone.has(id) ? [t('name', { number: index + 1 })] : []))
  return (
    <>
      {props.refused.map((item) => (
        <RefusedFile
          key={item.key}
          coming={item}
          onAgain={() => queue.retry(item.key)}
          onDismiss={() => queue.cancel(item.key)}
        />
      ))}
      <div ref={props.noticeRef} role="alert" className="text-sm text-cinnabar-text empty:hidden">
        {props.leftOut > 0 && <p>{t('tooMany', { max: INPUTS_MAX, count: props.leftOut })}</p>}
        {names.length > 0 && (
          <p>
            {t('goneText', {
              names: names.join(tStudio('listSeparator')),
              count: names.length,
              days: UNUSED_DAYS,
            })}
          </p>
        )}
        {props.stillComing > 0 && <p>{t('stillComing', { count: props.stillComing })}</p>}
      </div>
    </>
  )
}
