'use client'

import { ImagePlus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { memo, type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import { loadPicturesField } from './lazy-parts.ts'
import type { StudioAction, StudioForm } from './studio-form.ts'
import { useLazyPart } from './use-lazy-part.ts'
import type { Overwrite } from './use-overwrite.ts'

export interface PicturesProps {
  /** Its prompt may be of an earlier moment: nothing here depends on it. */
  form: StudioForm
  userId: string
  promptRef: RefObject<HTMLTextAreaElement | null>
  /** What the form asks before it is sent. */
  guardRef: RefObject<PicturesGuard | null>
  dispatch: (action: StudioAction) => void
  onOverwrite: Overwrite
}

export interface PicturesGuard {
  /** Whether the form cannot be sent with its pictures as they are. Says why, and goes there. */
  stops: () => boolean
}

/** What can be clicked on the page already comes first. */
const LATER_MS = 300

/** Below the prompt: a quiet button, until all that works with pictures has come, which is right after the page. */
export const PicturesStart = memo(function PicturesStart(props: PicturesProps) {
  const t = useTranslate('studioInputs')
  const { Part, open } = useLazyPart(loadPicturesField)
  const [isAsked, setIsAsked] = useState(false)
  /** The address asks for pictures: without them the order would be another one. */
  const isAwaited = useSearchParams().has('use')
  const isNeeded = isAwaited || props.form.inputs.length > 0
  useEffect(() => {
    const timer = setTimeout(open, isNeeded ? 0 : LATER_MS)
    return () => clearTimeout(timer)
  }, [open, isNeeded])
  const { guardRef } = props
  useLayoutEffect(() => {
    // What has come asks for itself.
    if (Part) return
    const stops = () => {
      open()
      showToast({ text: t('stillComing', { count: 1 }) })
      return true
    }
    guardRef.current = isAwaited ? { stops } : null
  }, [Part, isAwaited, guardRef, open, t])
  if (Part) return <Part {...props} isAsked={isAsked} />
  return (
    <button
      type="button"
      className="button button-plain button-small"
      onClick={() => {
        setIsAsked(true)
        open()
      }}
    >
      <ImagePlus aria-hidden="true" className="size-4" />
      {t('start')}
    </button>
  )
})
