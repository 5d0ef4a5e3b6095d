'use client'

import { useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { FileRefusal } from '#components/inputs/file-refusal.ts'
import type { Coming } from '#components/inputs/upload-queue.ts'
import { ApiError } from '#components/queries/api.ts'
import { errorSentence, problemSentence } from '#components/ui/error-sentence.ts'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import { UPLOAD_BYTES_MAX } from '#lib/catalog/input-limits.ts'
import { WayOn } from './way-on.tsx'

/** What the same file may well be taken after. */
const passing: readonly string[] = [
  'network',
  'internal',
  'too_many_requests',
  'decoders_busy',
  'upload_cut_off',
  'unauthenticated',
]

/** A file that was not taken: which, why, and what to do; the others are not held up by it. */
export function RefusedFile(props: { coming: Coming; onAgain: () => void; onDismiss: () => void }) {
  const t = useTranslate('studioInputs')
  const { coming } = props
  const box = useRef<HTMLDivElement>(null)
  useFocusHeir(box, (going) => going.parentElement?.querySelector('button'))
  const sentence = useRefusalSentence(coming.error)
  const { error } = coming
  return (
    <div
      ref={box}
      role="alert"
      className="border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2 text-sm"
    >
      <p className="font-medium wrap-anywhere" dir="auto">
        {t('refused', { file: coming.name })}
      </p>
      <p>{coming.isTold ? t('useFailed') : sentence}</p>
      <WayOn error={error} />
      <div className="-ml-2 flex flex-wrap">
        {error instanceof ApiError && passing.includes(error.code) && (
          <button type="button" className="button button-quiet button-small text-ink" onClick={props.onAgain}>
            {t('again')}
          </button>
        )}
        <button type="button" className="button button-quiet button-small text-ink" onClick={props.onDismiss}>
          {t('dismiss')}
        </button>
      </div>
    </div>
  )
}

/** As the provider counts them. */
const MB = 1024 * 1024

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`
}

function useRefusalSentence(error: unknown): string {
  const t = useTranslate('studioInputs')
  const tErrors = useTranslate('errors')
  const tProblems = useTranslate('problems')
  if (error instanceof FileRefusal) {
    return t(error.why, { size: megabytes(error.sizeBytes), max: `${Math.ceil(UPLOAD_BYTES_MAX / MB)} MB` })
  }
  const problem = error instanceof ApiError ? error.details.problems?.[0] : undefined
  return problem ? problemSentence(tProblems, problem) : errorSentence(tErrors, error)
}
