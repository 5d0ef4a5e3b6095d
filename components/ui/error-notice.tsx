'use client'

import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { errorSentence, problemSentence } from './error-sentence.ts'

/** An error in words: what happened, what it cost, what to do. `children` holds the way on, such as a link. */
export function ErrorNotice(props: { error: unknown; children?: ReactNode; showProblems?: boolean }) {
  const tErrors = useTranslate('errors')
  const tProblems = useTranslate('problems')
  const tCommon = useTranslate('common')
  const { error } = props
  const problems = (error instanceof ApiError && error.details.problems) || []
  return (
    <div
      role="alert"
      className="flex gap-3 rounded-sm border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm"
    >
      <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-cinnabar-text" />
      <div className="min-w-0 space-y-1">
        <p>{errorSentence(tErrors, error)}</p>
        {props.showProblems && problems.length > 0 && (
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.code}`}>{problemSentence(tProblems, problem)}</li>
            ))}
          </ul>
        )}
        {error instanceof ApiError && error.code === 'internal' && error.details.requestId && (
          <p className="text-2xs text-soft">{tCommon('requestId', { id: error.details.requestId })}</p>
        )}
        {props.children}
      </div>
    </div>
  )
}
